#include "foretell/decompose/decomposition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace foretell {
namespace {
bool multiplies(const Decomposition& parts) {
  return parts.composition == Composition::kMultiplicative;
}

// 1 − Var(R) / Var(P + R) over the times that have a remainder; logarithms if multiplicative.
double strength(std::span<const double> part, const Decomposition& parts) {
  const auto value = [&](double x) { return multiplies(parts) ? std::log(x) : x; };
  double count = 0, mean_r = 0, mean_sum = 0, squares_r = 0, squares_sum = 0;
  for (std::size_t t = 0; t < part.size(); ++t) {
    const double r = value(parts.remainder[t]);
    const double sum = value(part[t]) + r;
    if (std::isnan(sum)) continue;
    count += 1;
    const double dr = r - mean_r, dsum = sum - mean_sum;
    mean_r += dr / count;
    mean_sum += dsum / count;
    squares_r += dr * (r - mean_r);
    squares_sum += dsum * (sum - mean_sum);
  }
  // What is left of a constant series after rounding is no variance.
  const double rounding = count * std::pow(1e-13 * (std::abs(mean_sum) + std::abs(mean_r)), 2);
  if (!(squares_sum > rounding)) return 0;
  return std::clamp(1 - squares_r / squares_sum, 0.0, 1.0);
}

// The first place of the season that was never observed; `period` where there is none.
std::size_t unseen_place(std::span<const double> y, std::size_t period) {
  for (std::size_t place = 0; place < period; ++place) {
    std::size_t t = place;
    while (t < y.size() && std::isnan(y[t])) t += period;
    if (t >= y.size()) return place;
  }
  return period;
}

Error refusal(ErrorCode code, std::string message) {
  return Error{code, std::move(message), ""};
}
}  // namespace

std::vector<double> Decomposition::season() const {
  std::vector<double> all(trend.size(), multiplies(*this) ? 1.0 : 0.0);
  for (const auto& one : seasons) {
    for (std::size_t t = 0; t < all.size(); ++t) {
      all[t] = multiplies(*this) ? all[t] * one[t] : all[t] + one[t];
    }
  }
  return all;
}

std::vector<double> Decomposition::seasonally_adjusted(std::span<const double> y) const {
  std::vector<double> adjusted = season();
  for (std::size_t t = 0; t < adjusted.size(); ++t) {
    adjusted[t] = multiplies(*this) ? y[t] / adjusted[t] : y[t] - adjusted[t];
  }
  return adjusted;
}

void complete_remainder(std::span<const double> y, Decomposition& parts) {
  std::vector<double> fit = parts.season();
  for (std::size_t t = 0; t < fit.size(); ++t) {
    fit[t] =
        multiplies(parts) ? y[t] / (parts.trend[t] * fit[t]) : y[t] - (parts.trend[t] + fit[t]);
  }
  parts.remainder = std::move(fit);
}

double trend_strength(const Decomposition& parts) {
  return strength(parts.trend, parts);
}

double season_strength(const Decomposition& parts, std::size_t i) {
  return i < parts.seasons.size() ? strength(parts.seasons[i], parts) : 0;
}

std::optional<Error> check_seasonal(std::span<const double> y, std::size_t period,
                                    Composition composition) {
  if (period < 2) {
    return refusal(ErrorCode::kInvalidOption,
                   fmt::format("a season of {} cannot be decomposed; it needs at least 2", period));
  }
  if (y.size() / 2 < period) {
    return refusal(ErrorCode::kTooShort,
                   fmt::format("{} observations are under two periods of {}", y.size(), period));
  }
  const auto infinite = std::find_if(y.begin(), y.end(), [](double v) { return std::isinf(v); });
  if (infinite != y.end()) {
    return refusal(ErrorCode::kNotFinite,
                   fmt::format("observation {} is infinite", infinite - y.begin() + 1));
  }
  if (composition == Composition::kMultiplicative) {
    const auto bad = std::find_if(y.begin(), y.end(), [](double value) { return value <= 0; });
    if (bad != y.end()) {
      return refusal(ErrorCode::kNotPositive,
                     fmt::format("observation {} is {}, but a multiplicative decomposition needs "
                                 "values above zero; use the additive one",
                                 bad - y.begin() + 1, *bad));
    }
  }
  const std::size_t unseen = unseen_place(y, period);
  if (unseen == period) return std::nullopt;
  const bool none = std::all_of(y.begin(), y.end(), [](double v) { return std::isnan(v); });
  return refusal(
      ErrorCode::kMissingValues,
      none ? fmt::format("all {} observations are missing", y.size())
           : fmt::format("place {} of the season of {} was never observed", unseen + 1, period));
}
}  // namespace foretell
