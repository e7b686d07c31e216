#include "foretell/models/smoothing/ces_box.hpp"

#include <algorithm>
#include <cmath>

namespace foretell::ces {
namespace {
constexpr double kEdge = 1e-6;  // of an interval, kept from ends where the filter never forgets
// The larger growth of the two that belong to the upper end: see greatest_alpha.
constexpr double kBend = 0.04;
// What seasons learn from an innovation, β₀ (kPartial) or β₀ − 1 (kFull). With all of it α₀ would
// have no room left.
constexpr double kLeastLearning = 0.01;  // kFull
constexpr double kMostLearning = 1 - 1e-4;

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

// What the seasons learn at most, given the growth of their amplitude (kFull).
Curve most_learning(double growth) {
  const Curve end = greatest_alpha(growth);
  return end.value - 1 < kMostLearning ? Curve{end.value - 1, end.slope} : Curve{kMostLearning, 0};
}

// A number and its derivatives by the variables of the box.
struct Placed {
  double value = 0;
  double slope[Box::kMost] = {};
};

// What the seasons learn; the level's α₀ leaves them room.
Placed learning_of(CesSeason season, const Box::Numbers& x) {
  if (season == CesSeason::kPartial) return {x[2], {0, 0, 1, 0}};
  if (season != CesSeason::kFull) return {};
  const Curve most = most_learning(x[3]);
  const double width = most.value - kLeastLearning;
  return {kLeastLearning + x[2] * width, {0, 0, width, x[2] * most.slope}};
}

// The upper end of α₀: the level and seasons of their own learn no more than all of an innovation.
Placed top_of(CesSeason season, double growth, const Placed& learning) {
  const Curve end = greatest_alpha(growth);
  const bool shares = season == CesSeason::kPartial || season == CesSeason::kFull;
  if (!shares || end.value < 2 - learning.value) return {end.value, {0, end.slope}};
  Placed top{2 - learning.value};
  for (std::size_t j = 0; j < Box::kMost; ++j) top.slope[j] = -learning.slope[j];
  return top;
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
  const double steps =
      std::pow(static_cast<double>(std::max<std::size_t>(1, period)), kGrowthPower);
  lower = {kEdge, 0, 0, -kMaxSeasonalGrowth};
  upper = {1 - kEdge, season == CesSeason::kSimple ? kMaxCycleGrowth : kMaxGrowth / steps,
           season == CesSeason::kFull ? 1 - kEdge : kMostLearning, kMaxSeasonalGrowth};
}

Box::Point Box::at(const Numbers& x) const {
  const double g = x[1];
  const Placed learning = learning_of(season, x), high = top_of(season, g, learning);
  const Curve low = least_alpha(g);
  const double width = high.value - low.value, alpha = low.value + x[0] * width;
  Point p{.parameters = {.alpha_0 = alpha, .alpha_1 = 1 + g * (g + alpha)}};
  for (std::size_t j = 0; j < size; ++j) p.slope[0][j] = x[0] * high.slope[j];
  p.slope[0][0] += width;
  p.slope[0][1] += (1 - x[0]) * low.slope;
  for (std::size_t j = 0; j < size; ++j) p.slope[1][j] = g * p.slope[0][j];
  p.slope[1][1] += 2 * g + alpha;
  if (size == 2) return p;
  p.parameters.beta_0 = learning.value;
  std::copy_n(learning.slope, kMost, p.slope[2]);
  if (season != CesSeason::kFull) return p;
  const double s = x[3], beta = 1 + learning.value;
  p.parameters.beta_0 = beta;
  p.parameters.beta_1 = 1 + s * (s + beta);
  for (std::size_t j = 0; j < size; ++j) p.slope[3][j] = s * p.slope[2][j];
  p.slope[3][3] += 2 * s + beta;
  return p;
}

Box::Numbers Box::place_of(const CesParameters& p) const {
  Numbers x{};
  x[1] = std::clamp(growth_of(p.alpha_0, p.alpha_1), lower[1], upper[1]);
  if (season == CesSeason::kPartial) x[2] = p.beta_0;
  if (season == CesSeason::kFull) {
    x[3] = std::clamp(growth_of(p.beta_0, p.beta_1), lower[3], upper[3]);
    x[2] = share(p.beta_0 - 1, kLeastLearning, most_learning(x[3]).value);
  }
  x[2] = std::clamp(x[2], lower[2], upper[2]);
  const double high = top_of(season, x[1], learning_of(season, x)).value;
  x[0] = share(p.alpha_0, least_alpha(x[1]).value, high);
  x[0] = std::clamp(x[0], lower[0], upper[0]);
  return x;
}

Box::Numbers Box::start(double growth, double alpha) const {
  CesParameters p{.alpha_0 = alpha, .alpha_1 = 1 + growth * (growth + alpha)};
  p.beta_0 = season == CesSeason::kFull ? 1.1 : 0.1;
  return place_of(p);
}

Box::Numbers Box::at_shares(const Numbers& shares) const {
  Numbers x{};
  for (std::size_t i = 0; i < size; ++i) x[i] = lower[i] + shares[i] * (upper[i] - lower[i]);
  return x;
}

std::vector<Box::Numbers> Box::starts() const {
  const double growth = upper[1];
  const Numbers middle = start(0.5 * growth), slow = start(0, 1.05);
  switch (season) {
    case CesSeason::kNone:
      return {middle, start(0.35 * growth, 2.02), slow, at_shares({0.99, 0.1})};
    case CesSeason::kSimple:
      return {middle, start(0.35 * growth, 2.2), slow};
    case CesSeason::kPartial:
      return {middle, at_shares({0.95, 0.9, 0.5}), slow, at_shares({0.95, 0.9, 0.1})};
    case CesSeason::kFull:
      return {at_shares({0.5, 0.5, 0.005, 0.5}), at_shares({0.8, 0.9, 0.5, 0.5}), slow};
  }
  return {};
}
}  // namespace foretell::ces
