#include "foretell/decompose/composition.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "foretell/decompose/stl.hpp"
#include "foretell/numeric/super_smoother.hpp"

namespace foretell {
namespace {
constexpr double kPerfect = 1e-9;  // share of the values below which a remainder is rounding
constexpr double kEven = 1e-6;     // a gain that is rounding

/// Sums over the observed values.
struct Sums {
  double count = 0, values = 0, squares = 0;
};

Sums sums_of(std::span<const double> x) {
  Sums sums;
  for (const double value : x) {
    if (std::isnan(value)) continue;
    sums.count += 1;
    sums.values += value;
    sums.squares += value * value;
  }
  return sums;
}

// ln Σ R²; remainders count as rounding at least, of values whose squares add up to `scale`.
Result<double> log_remainder(std::span<const double> y, std::size_t period, double scale) {
  std::vector<double> remainder;
  if (period < 2) {
    remainder = numeric::super_smoother(y);
    for (std::size_t t = 0; t < y.size(); ++t) remainder[t] = y[t] - remainder[t];
  } else {
    auto parts = Stl{.period = period, .season_window = Stl::kPeriodic}.decompose(y);
    if (!parts) return fail(std::move(parts.error()));
    remainder = std::move(parts->remainder);
  }
  const Sums sums = sums_of(remainder);
  return std::log(std::max(sums.squares, scale * kPerfect * kPerfect) +
                  std::numeric_limits<double>::min());
}
}  // namespace

Result<CompositionChoice> choose_composition(std::span<const double> y, std::size_t period) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (auto error = check_values(y, Composition::kAdditive)) return fail(std::move(*error));
  if (std::any_of(y.begin(), y.end(), [](double value) { return value <= 0; })) {
    return CompositionChoice{Composition::kAdditive, -kInfinity};
  }
  // In units of the geometric mean, where the Jacobian is 1 and squares stay in range.
  std::vector<double> logs(y.begin(), y.end()), level(y.begin(), y.end());
  for (double& value : logs) value = std::log(value);
  const Sums sums = sums_of(logs);
  const double center = sums.values / sums.count;
  for (double& value : logs) value -= center;
  for (double& value : level) value /= std::exp(center);
  auto additive = log_remainder(level, period, sums_of(level).squares);
  if (!additive) return fail(std::move(additive.error()));
  auto multiplicative = log_remainder(logs, period, sums.count);
  if (!multiplicative) return fail(std::move(multiplicative.error()));
  const double gain = sums.count / 2 * (*additive - *multiplicative);
  return CompositionChoice{gain > kEven ? Composition::kMultiplicative : Composition::kAdditive,
                           gain};
}

Result<Composition> resolve(CompositionOption option, std::span<const double> y,
                            std::size_t period) {
  if (option == CompositionOption::kAdditive) return Composition::kAdditive;
  if (option == CompositionOption::kMultiplicative) return Composition::kMultiplicative;
  return choose_composition(y, period).map(
      [](const CompositionChoice& c) { return c.composition; });
}
}  // namespace foretell
