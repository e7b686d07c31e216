#include "foretell/diagnose/complete_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace foretell {
namespace {
constexpr double kLargest = 1e150;  // squares of larger numbers leave the range of double
constexpr double kRounding = 1e-13;

std::span<const double> without_missing_ends(std::span<const double> y) {
  const auto present = [](double value) { return !std::isnan(value); };
  const auto first = std::find_if(y.begin(), y.end(), present);
  const auto last = std::find_if(y.rbegin(), y.rend(), present).base();
  return first < last ? std::span<const double>(first, last) : std::span<const double>{};
}

std::optional<Error> bad_value(std::span<const double> y, std::string_view what) {
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (std::isnan(y[t])) {
      const auto missing =
          std::count_if(y.begin(), y.end(), [](double v) { return std::isnan(v); });
      return Error{ErrorCode::kMissingValues,
                   fmt::format("{} missing value{} between observations, but {} needs a complete "
                               "series; fill the gaps first",
                               missing, missing == 1 ? "" : "s", what),
                   {}};
    }
    if (!(std::abs(y[t]) < kLargest)) {
      return Error{
          ErrorCode::kNotFinite,
          fmt::format("a value of {}, but {} needs values below {} in size", y[t], what, kLargest),
          {}};
    }
  }
  return std::nullopt;
}
}  // namespace

bool is_constant(std::span<const double> y) {
  if (y.empty()) return true;
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  const double size = std::max(std::abs(*low), std::abs(*high));
  return !(*high - *low > std::max(kRounding * size, 1 / kLargest));
}

bool is_rounding(double root_mean_square, std::span<const double> y) {
  constexpr double kShare = 1e-12;
  double largest = 0;
  for (const double value : y) largest = std::max(largest, std::abs(value));
  return !(root_mean_square > kShare * largest);
}

bool is_rounding(std::span<const double> rest, std::span<const double> y) {
  double squares = 0;
  for (const double value : rest) squares += value * value;
  return is_rounding(std::sqrt(squares / static_cast<double>(rest.size())), y);
}

Result<std::span<const double>> complete_series(std::span<const double> y,
                                                const SeriesNeeds& needs) {
  y = without_missing_ends(y);
  if (auto error = bad_value(y, needs.what)) return fail(std::move(*error));
  if (y.size() < needs.min_length) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} observation{}, but {} needs at least {}", y.size(),
                            y.size() == 1 ? "" : "s", needs.what, needs.min_length));
  }
  if (needs.varying && is_constant(y)) {
    return fail(ErrorCode::kNotFinite,
                fmt::format("the series is constant, so {} would be 0/0", needs.what));
  }
  return y;
}
}  // namespace foretell
