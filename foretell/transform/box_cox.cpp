#include "foretell/transform/box_cox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

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
}  // namespace foretell
