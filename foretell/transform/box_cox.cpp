#include "foretell/transform/box_cox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

namespace foretell {
namespace {
double forward(double y, double lambda) {
  if (lambda == 0) return std::log(y);
  return (std::copysign(std::pow(std::abs(y), lambda), y) - 1) / lambda;
}

// Maps every value that is there; refuses results that are not finite.
template <class Map>
Result<std::vector<double>> map_values(std::span<const double> from, const Map& map) {
  std::vector<double> to(from.begin(), from.end());
  for (std::size_t t = 0; t < to.size(); ++t) {
    if (std::isnan(from[t])) continue;
    to[t] = map(from[t]);
    if (std::isfinite(to[t]) && std::isfinite(from[t])) continue;
    return fail(ErrorCode::kNotFinite,
                fmt::format("value {} is {}, which the map takes to {}", t + 1, from[t], to[t]));
  }
  return to;
}

std::optional<Error> not_positive(std::span<const double> y, const char* what) {
  const auto bad = std::find_if(y.begin(), y.end(), [](double value) { return value <= 0; });
  if (bad == y.end()) return std::nullopt;
  return Error{ErrorCode::kNotPositive,
               fmt::format("observation {} is {}, but {}", bad - y.begin() + 1, *bad, what), ""};
}

std::optional<Error> not_a_number(double lambda) {
  if (std::isfinite(lambda)) return std::nullopt;
  return Error{ErrorCode::kInvalidOption, fmt::format("lambda is {}; use a number", lambda), ""};
}

/// Mean and standard deviation (n − 1) of what is there; no deviation below two values.
struct Spread {
  double mean = 0, deviation = 0;
  std::size_t count = 0;
};

Spread spread_of(std::span<const double> x) {
  Spread result;
  double squares = 0;
  for (const double value : x) {
    if (std::isnan(value)) continue;
    result.count += 1;
    const double delta = value - result.mean;
    result.mean += delta / static_cast<double>(result.count);
    squares += delta * (value - result.mean);
  }
  if (result.count > 1) {
    result.deviation = std::sqrt(squares / static_cast<double>(result.count - 1));
  }
  return result;
}

double variation(const std::vector<Spread>& cycles, double lambda) {
  std::vector<double> ratios;
  for (const Spread& cycle : cycles) {
    ratios.push_back(cycle.deviation / std::pow(cycle.mean, 1 - lambda));
  }
  const Spread all = spread_of(ratios);
  return all.deviation / all.mean;
}

// Golden section search between the neighbours of the best of a raster.
template <class Function>
double minimize(const Function& f, double lower, double upper) {
  constexpr int kRaster = 30;
  const double step = (upper - lower) / kRaster;
  double best = lower;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i <= kRaster; ++i) {
    const double at = lower + step * i;
    const double value = f(at);
    if (value < least) std::tie(best, least) = std::pair(at, value);
  }
  double a = std::max(lower, best - step), b = std::min(upper, best + step);
  constexpr double kGolden = 0.6180339887498949;
  double left = b - kGolden * (b - a), right = a + kGolden * (b - a);
  double at_left = f(left), at_right = f(right);
  while (b - a > 1e-6) {
    if (at_left <= at_right) {
      b = std::exchange(right, left);
      at_right = at_left;
      at_left = f(left = b - kGolden * (b - a));
    } else {
      a = std::exchange(left, right);
      at_left = at_right;
      at_right = f(right = a + kGolden * (b - a));
    }
  }
  return (a + b) / 2;
}

// Mean and deviation of every whole cycle with at least two values, the last value ending the last.
std::vector<Spread> cycles_of(std::span<const double> y, std::size_t period) {
  std::vector<Spread> cycles;
  for (std::size_t t = y.size() % period; t < y.size(); t += period) {
    const Spread cycle = spread_of(y.subspan(t, period));
    if (cycle.count > 1) cycles.push_back(cycle);
  }
  return cycles;
}
}  // namespace

Result<std::vector<double>> box_cox(std::span<const double> y, double lambda) {
  if (auto error = not_a_number(lambda)) return fail(std::move(*error));
  if (lambda <= 0) {
    if (auto error = not_positive(y, "a lambda of zero or less needs values above zero")) {
      return fail(std::move(*error));
    }
  }
  return map_values(y, [lambda](double value) { return forward(value, lambda); });
}

double inverse_box_cox(double z, double lambda) {
  if (lambda == 0) return std::exp(z);
  const double power = lambda * z + 1;
  if (lambda < 0 && power <= 0) return std::numeric_limits<double>::infinity();
  return std::copysign(std::pow(std::abs(power), 1 / lambda), power);
}

Result<std::vector<double>> inverse_box_cox(std::span<const double> z, double lambda) {
  if (auto error = not_a_number(lambda)) return fail(std::move(*error));
  return map_values(z, [lambda](double value) { return inverse_box_cox(value, lambda); });
}

double inverse_box_cox_mean(double z, double variance, double lambda) {
  const double power = lambda * z + 1;
  return inverse_box_cox(z, lambda) * (1 + variance * (1 - lambda) / (2 * power * power));
}

Result<double> guerrero_lambda(std::span<const double> y, std::size_t period, double lower,
                               double upper) {
  if (!(lower < upper) || !std::isfinite(upper - lower)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("lambda cannot lie between {} and {}", lower, upper));
  }
  if (auto error = not_positive(y, "Guerrero's lambda needs values above zero")) {
    return fail(std::move(*error));
  }
  period = std::max<std::size_t>(period, 2);
  if (std::any_of(y.begin(), y.end(), [](double value) { return std::isinf(value); })) {
    return fail(ErrorCode::kNotFinite, "an observation is infinite");
  }
  const std::vector<Spread> cycles = cycles_of(y, period);
  const auto varying = std::count_if(cycles.begin(), cycles.end(),
                                     [](const Spread& cycle) { return cycle.deviation > 0; });
  if (varying < 2) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} cycles of {} vary; the spread of at least 2 has to be compared",
                            varying, period));
  }
  return minimize([&](double lambda) { return variation(cycles, lambda); }, lower, upper);
}
}  // namespace foretell
