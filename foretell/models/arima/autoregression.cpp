#include "foretell/models/arima/autoregression.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "foretell/models/check.hpp"

namespace foretell {
namespace {
using Method = Autoregression::Method;

std::vector<ArEstimate> estimates(Method method, std::span<const double> x, std::size_t most) {
  switch (method) {
    case Method::kYuleWalker:
      return yule_walker(x, most);
    case Method::kBurg:
      return burg(x, most);
    case Method::kLeastSquares:
      break;
  }
  return least_squares_autoregressions(x, most);
}

ArEstimate of_order(Method method, std::span<const double> x, std::size_t order) {
  if (method == Method::kLeastSquares) return least_squares_autoregression(x, order);
  return estimates(method, x, order).back();
}

/// The order with the least AIC; a perfect one has none below.
ArEstimate by_aic(std::vector<ArEstimate> candidates, std::size_t n) {
  const auto aic = [n](const ArEstimate& candidate) {
    const double variance = std::max(candidate.variance, std::numeric_limits<double>::min());
    return static_cast<double>(n) * std::log(variance) +
           2 * static_cast<double>(candidate.phi.size());
  };
  return std::move(*std::ranges::min_element(candidates, {}, aic));
}

std::size_t default_max_order(std::size_t n) {
  return static_cast<std::size_t>(10 * std::log10(static_cast<double>(n)));
}

/// The mean, and the series about it in units of its largest value, so that squares stay finite.
struct Centred {
  std::vector<double> x;
  double mean = 0;
  double scale = 1;
};

Centred centred(std::span<const double> y) {
  Centred result{.x = {y.begin(), y.end()}, .mean = y.front()};
  const auto n = static_cast<double>(y.size());
  for (const double value : y) result.mean += value / n - y.front() / n;  // exact for a constant
  double largest = 0;
  for (double& value : result.x) largest = std::max(largest, std::abs(value -= result.mean));
  if (largest > 0) result.scale = largest;
  for (double& value : result.x) value /= result.scale;
  return result;
}
}  // namespace

Result<Autoregression::Fitted> Autoregression::fit(const Series& series) const {
  const std::size_t asked = order.value_or(0);
  // least squares needs more rows than coefficients
  const std::size_t least = method == Method::kLeastSquares ? 2 * asked + 2 : asked + 2;
  if (auto error = check(series, {.min_length = least, .complete = true})) {
    return fail(std::move(*error));
  }
  const std::size_t n = series.size();
  const auto [x, mean, scale] = centred(series.values);
  const ArEstimate best =
      order
          ? of_order(method, x, *order)
          : by_aic(estimates(method, x, std::min(max_order.value_or(default_max_order(n)), n - 2)),
                   n);
  const auto size = static_cast<double>(n);
  const double spent = method == Method::kYuleWalker ? static_cast<double>(best.phi.size()) + 1 : 0;
  const double deviation = scale * std::sqrt(best.variance);
  Fitted model{.mean = mean,
               .intercept = scale * best.intercept,
               .sigma = deviation * std::sqrt(size / (size - spent)),
               .num_observations = size,
               .phi = best.phi};
  model.log_likelihood =
      -size * (std::log(std::max(deviation, std::numeric_limits<double>::min())) +
               0.5 * std::log(2 * std::numbers::pi) + 0.5);
  for (std::size_t i = 0; i < best.phi.size(); ++i) {
    model.recent.push_back(scale * x[n - 1 - i]);
  }
  return model;
}
}  // namespace foretell
