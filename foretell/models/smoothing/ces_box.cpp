#include "foretell/models/smoothing/ces_box.hpp"

#include <algorithm>
#include <cmath>

namespace foretell::ces {
namespace {
constexpr double kEdge = 1e-4;  // of an interval, kept from ends where the filter never forgets
// The larger growth of the two that belong to the upper end: see greatest_alpha.
constexpr double kBend = 0.04;
constexpr double kLeastLearning = 0.01;  // of β₀ − 1 (kFull)

// a u² + b u + c, whose coefficients depend on the growth; u = 1 − α₀.
struct Quadratic {
  Curve a, b, c;

  // The larger or smaller root (side 1 or −1); a is positive.
  [[nodiscard]] Curve root(double side) const {
    const double under = b.value * b.value - 4 * a.value * c.value;
    const double width = side * std::sqrt(std::max(0.0, under));
    const double u = (width - b.value) / (2 * a.value);
    return {u, -((a.slope * u + b.slope) * u + c.slope) / width};
  }
};

// The matrix of the filter is M = [[u + α₁, α₁ − 1], [u − α₁, u]]; with α₁ = 1 + g + g² − g u the
// value of its characteristic polynomial at λ, λ² − λ trace M + det M, is a quadratic in u.
Quadratic characteristic(double g, double lambda) {
  const double a = 1 + g + g * g, da = 1 + 2 * g;
  return {{1 + g * g, 2 * g},
          {1 + g - 2 * a * g - lambda * (2 - g), 1 - 2 * a - 2 * g * da + lambda},
          {a * a - a + lambda * (lambda - a), (2 * a - 1 - lambda) * da}};
}

// det M − 1.
Quadratic turning(double g) {
  Quadratic q = characteristic(g, 0);
  q.c.value -= 1;
  return q;
}

// The growth that belongs to a pair of parameters.
double growth_of(double real, double imaginary) {
  const double trace = 2 - real, determinant = 2 - real - imaginary;
  return (trace + std::sqrt(std::max(0.0, trace * trace - 4 * determinant))) / 2 - 1;
}

// Where a value lies between two ends.
double share(double value, double low, double high) {
  return high > low ? (value - low) / (high - low) : 0;
}

// The upper end of α₀: kPartial and kFull need room for β₀ above it.
Curve top_of(CesSeason season, double growth) {
  const Curve end = greatest_alpha(growth);
  const double most = season == CesSeason::kPartial ? 2
                      : season == CesSeason::kFull  ? 2 - kLeastLearning
                                                    : end.value;
  return end.value > most ? Curve{most, 0} : end;
}

// β₀ of kFull lies between 1 + kLeastLearning and 1 + this: by α₀, or by the seasonal growth.
struct Room {
  double value, by_alpha, by_growth;
};

Room room_of(double alpha_0, double seasonal_growth) {
  const Curve end = greatest_alpha(seasonal_growth);
  const double by_level = std::min(1.0, 2 - alpha_0);
  if (end.value - 1 < by_level) return {end.value - 1, 0, end.slope};
  return {by_level, alpha_0 > 1 ? -1.0 : 0.0, 0};
}

void place_partial(double x, Box::Point& p) {
  const double room = std::min(1.0, 2 - p.parameters.alpha_0);
  const double by_alpha = p.parameters.alpha_0 > 1 ? -x : 0;
  p.parameters.beta_0 = x * room;
  p.slope[2][0] = by_alpha * p.slope[0][0];
  p.slope[2][1] = by_alpha * p.slope[0][1];
  p.slope[2][2] = room;
}

void place_full(double x, double growth, Box::Point& p) {
  const Room room = room_of(p.parameters.alpha_0, growth);
  const double beta = 1 + kLeastLearning + x * (room.value - kLeastLearning);
  p.parameters.beta_0 = beta;
  p.parameters.beta_1 = 1 + growth * (growth + beta);
  p.slope[2][0] = x * room.by_alpha * p.slope[0][0];
  p.slope[2][1] = x * room.by_alpha * p.slope[0][1];
  p.slope[2][2] = room.value - kLeastLearning;
  p.slope[2][3] = x * room.by_growth;
  for (std::size_t j = 0; j < 4; ++j) p.slope[3][j] = growth * p.slope[2][j];
  p.slope[3][3] += 2 * growth + beta;
}
}  // namespace

Curve least_alpha(double growth) {
  const Curve u = characteristic(growth, 1).root(-1);
  return {1 - u.value, -u.slope};
}

Curve greatest_alpha(double growth) {
  const double bent = std::min(growth, kBend);
  Curve u = characteristic(bent, -1).root(1);
  u.value += u.slope * (growth - bent);
  if (growth > kBend) {
    const Curve other = turning(growth).root(-1);
    if (other.value > u.value) u = other;
  }
  return {1 - u.value, -u.slope};
}

Box::Box(CesSeason asked, std::size_t period) : season(asked), size(ces_num_parameters(asked)) {
  const double steps = std::pow(static_cast<double>(std::max<std::size_t>(1, period)), kGrowthPower);
  lower = {kEdge, 0, 0, -kMaxSeasonalGrowth};
  upper = {1 - kEdge, season == CesSeason::kSimple ? kMaxCycleGrowth : kMaxGrowth / steps,
           season == CesSeason::kFull ? 1 - kEdge : 1, kMaxSeasonalGrowth};
}

Box::Point Box::at(const Numbers& x) const {
  const double g = x[1];
  const Curve low = least_alpha(g), high = top_of(season, g);
  const double alpha = low.value + x[0] * (high.value - low.value);
  Point p{.parameters = {.alpha_0 = alpha, .alpha_1 = 1 + g * (g + alpha)}};
  p.slope[0][0] = high.value - low.value;
  p.slope[0][1] = low.slope + x[0] * (high.slope - low.slope);
  p.slope[1][0] = g * p.slope[0][0];
  p.slope[1][1] = 2 * g + alpha + g * p.slope[0][1];
  if (season == CesSeason::kPartial) place_partial(x[2], p);
  if (season == CesSeason::kFull) place_full(x[2], x[3], p);
  return p;
}

Box::Numbers Box::place_of(const CesParameters& p) const {
  Numbers x{};
  x[1] = std::clamp(growth_of(p.alpha_0, p.alpha_1), lower[1], upper[1]);
  x[0] = share(p.alpha_0, least_alpha(x[1]).value, top_of(season, x[1]).value);
  x[0] = std::clamp(x[0], lower[0], upper[0]);
  const double alpha = at(x).parameters.alpha_0;
  if (season == CesSeason::kPartial) x[2] = share(p.beta_0, 0, std::min(1.0, 2 - alpha));
  if (season == CesSeason::kFull) {
    x[3] = std::clamp(growth_of(p.beta_0, p.beta_1), lower[3], upper[3]);
    x[2] = share(p.beta_0, 1 + kLeastLearning, 1 + room_of(alpha, x[3]).value);
  }
  x[2] = std::clamp(x[2], lower[2], upper[2]);
  return x;
}

Box::Numbers Box::start(double growth) const {
  CesParameters p{.alpha_0 = 1.3};
  p.alpha_1 = 1 + growth * (growth + p.alpha_0);
  p.beta_0 = season == CesSeason::kFull ? 1.1 : 0.1;
  return place_of(p);
}
}  // namespace foretell::ces
