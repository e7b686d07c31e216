#include "foretell/diagnose/unit_root_tables.hpp"

#include <algorithm>
#include <limits>

#include "foretell/numeric/distribution.hpp"
#include "foretell/numeric/interpolation.hpp"

namespace foretell {
namespace {
std::size_t index_of(Deterministic part) {
  return num_coefficients(part);
}

// Φ of a polynomial in the statistic, one for the left tail and one for the rest.
struct ResponseSurface {
  double lowest, turn, highest;  // p is 0 below lowest, 1 above highest
  std::array<double, 3> left;
  std::array<double, 4> right;
};
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::array<ResponseSurface, 3> kSurfaces{{
    {-19.04, -1.04, kInfinity, {0.6344, 1.2378, 0.032496}, {0.4797, 0.93557, -0.06999, 0.033066}},
    {-18.83, -1.61, 2.74, {2.1659, 1.4412, 0.038269}, {1.7339, 0.93202, -0.12745, -0.010368}},
    {-16.18, -2.89, 0.70, {3.2512, 1.6047, 0.049588}, {2.5261, 0.61654, -0.37956, -0.060285}},
}};

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
  double value = 0;
  for (std::size_t i = N; i-- > 0;) value = value * x + coefficients[i];
  return value;
}

constexpr std::array<double, 3> kLevels{0.01, 0.05, 0.10};

using Surfaces = std::array<std::array<double, 4>, 3>;
constexpr std::array<Surfaces, 3> kCritical{{
    {{{-2.56574, -2.2358, -3.627, 0},
      {-1.94100, -0.2686, -3.365, 31.223},
      {-1.61682, 0.2656, -2.714, 25.364}}},
    {{{-3.43035, -6.5393, -16.786, -79.433},
      {-2.86154, -2.8903, -4.234, -40.040},
      {-2.56677, -1.5384, -2.809, 0}}},
    {{{-3.95877, -9.0531, -28.428, -134.155},
      {-3.41049, -4.3904, -9.036, -45.374},
      {-3.12705, -2.5856, -3.925, -22.380}}},
}};

using Row = std::array<double, 3>;
constexpr std::array<std::array<Row, 6>, 3> kFuller{{
    {{{-2.66, -1.95, -1.60},
      {-2.62, -1.95, -1.61},
      {-2.60, -1.95, -1.61},
      {-2.58, -1.95, -1.62},
      {-2.58, -1.95, -1.62},
      {-2.58, -1.95, -1.62}}},
    {{{-3.75, -3.00, -2.63},
      {-3.58, -2.93, -2.60},
      {-3.51, -2.89, -2.58},
      {-3.46, -2.88, -2.57},
      {-3.44, -2.87, -2.57},
      {-3.43, -2.86, -2.57}}},
    {{{-4.38, -3.60, -3.24},
      {-4.15, -3.50, -3.18},
      {-4.04, -3.45, -3.15},
      {-3.99, -3.43, -3.13},
      {-3.98, -3.42, -3.13},
      {-3.96, -3.41, -3.12}}},
}};

// Columns by level, rows by sample size; all critical values are negative.
using Banerjee = std::array<std::array<double, 6>, 8>;
constexpr std::array<double, 6> kSizes{25, 50, 100, 250, 500, 1e5};
constexpr std::array<double, 8> kBanerjeeLevels{0.01, 0.025, 0.05, 0.10, 0.90, 0.95, 0.975, 0.99};
constexpr Banerjee kBanerjeeT{{
    {4.38, 4.15, 4.04, 3.99, 3.98, 3.96},
    {3.95, 3.80, 3.73, 3.69, 3.68, 3.66},
    {3.60, 3.50, 3.45, 3.43, 3.42, 3.41},
    {3.24, 3.18, 3.15, 3.13, 3.13, 3.12},
    {1.14, 1.19, 1.22, 1.23, 1.24, 1.25},
    {0.80, 0.87, 0.90, 0.92, 0.93, 0.94},
    {0.50, 0.58, 0.62, 0.64, 0.65, 0.66},
    {0.15, 0.24, 0.28, 0.31, 0.32, 0.33},
}};
constexpr Banerjee kBanerjeeRho{{
    {22.5, 25.7, 27.4, 28.4, 28.9, 29.5},
    {19.9, 22.4, 23.6, 24.4, 24.8, 25.1},
    {17.9, 19.8, 20.7, 21.3, 21.5, 21.8},
    {15.6, 16.8, 17.5, 18.0, 18.1, 18.3},
    {3.66, 3.71, 3.74, 3.75, 3.76, 3.77},
    {2.51, 2.60, 2.62, 2.64, 2.65, 2.66},
    {1.53, 1.66, 1.73, 1.78, 1.78, 1.79},
    {0.43, 0.65, 0.75, 0.82, 0.84, 0.87},
}};

double banerjee_p_value(const Banerjee& table, double statistic, std::size_t n) {
  std::array<double, 8> critical{};
  for (std::size_t i = 0; i < critical.size(); ++i) {
    critical[i] = -numeric::interpolate(kSizes, table[i], static_cast<double>(n));
  }
  return numeric::interpolate(critical, kBanerjeeLevels, statistic);
}
}  // namespace

double mackinnon_p_value(double statistic, Deterministic part) {
  const ResponseSurface& surface = kSurfaces[index_of(part)];
  if (statistic > surface.highest) return 1;
  if (statistic < surface.lowest) return 0;
  return numeric::normal_cdf(statistic <= surface.turn ? polynomial(surface.left, statistic)
                                                       : polynomial(surface.right, statistic));
}

std::array<CriticalValue, 3> mackinnon_critical_values(Deterministic part, std::size_t n) {
  std::array<CriticalValue, 3> critical{};
  for (std::size_t i = 0; i < critical.size(); ++i) {
    critical[i] = {kLevels[i],
                   polynomial(kCritical[index_of(part)][i], 1 / static_cast<double>(n))};
  }
  return critical;
}

std::array<CriticalValue, 3> fuller_critical_values(Deterministic part, std::size_t n) {
  constexpr std::array<std::size_t, 5> kRows{25, 50, 100, 250, 500};
  const auto row = std::upper_bound(kRows.begin(), kRows.end(), n) - kRows.begin();
  std::array<CriticalValue, 3> critical{};
  for (std::size_t i = 0; i < critical.size(); ++i) {
    critical[i] = {kLevels[i], kFuller[index_of(part)][static_cast<std::size_t>(row)][i]};
  }
  return critical;
}

double banerjee_t_p_value(double statistic, std::size_t n) {
  return banerjee_p_value(kBanerjeeT, statistic, n);
}

double banerjee_rho_p_value(double statistic, std::size_t n) {
  return banerjee_p_value(kBanerjeeRho, statistic, n);
}
}  // namespace foretell
