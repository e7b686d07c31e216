#include "foretell/diagnose/kpss.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/lagged_product.hpp"
#include "foretell/diagnose/long_run_variance.hpp"

namespace foretell {
namespace {
constexpr std::array<CriticalValue, 4> kLevel{
    {{0.10, 0.347}, {0.05, 0.463}, {0.025, 0.574}, {0.01, 0.739}}};
constexpr std::array<CriticalValue, 4> kTrend{
    {{0.10, 0.119}, {0.05, 0.146}, {0.025, 0.176}, {0.01, 0.216}}};

// Bandwidth of Hobijn et al. for Bartlett weights: γ n^⅓ with γ = 1.1447 (s₁/s₀)^⅔.
std::size_t automatic_lags(std::span<const double> e) {
  const auto n = static_cast<double>(e.size());
  const auto pilot = static_cast<std::size_t>(std::pow(n, 2.0 / 9));
  double s0 = lagged_product(e, 0) / n, s1 = 0;
  for (std::size_t i = 1; i <= pilot; ++i) {
    const double product = lagged_product(e, i) / (n / 2);
    s0 += product;
    s1 += static_cast<double>(i) * product;
  }
  const double gamma = 1.1447 * std::cbrt(s1 / s0 * (s1 / s0));
  const double lags = gamma * std::cbrt(n);
  return lags < n - 1 ? static_cast<std::size_t>(lags) : e.size() - 1;
}

std::size_t lags_by(Kpss::Lags rule, std::span<const double> e) {
  switch (rule) {
    case Kpss::Lags::kShort:
      return schwert_lags(e.size(), 4);
    case Kpss::Lags::kLong:
      return schwert_lags(e.size(), 12);
    case Kpss::Lags::kRoot:
      return static_cast<std::size_t>(3 * std::sqrt(static_cast<double>(e.size())) / 13);
    case Kpss::Lags::kAutomatic:
      return automatic_lags(e);
  }
  return 0;
}

double sum_of_squared_sums(std::span<const double> e) {
  double sum = 0, squares = 0;
  for (const double value : e) {
    sum += value;
    squares += sum * sum;
  }
  return squares;
}
}  // namespace

Result<Kpss::Answer> Kpss::test(std::span<const double> y) const {
  if (part == Deterministic::kNone) {
    return fail(ErrorCode::kInvalidOption, "the KPSS test needs a level or a trend, not none");
  }
  const auto complete = complete_series(y, {.what = "the KPSS test", .min_length = 3});
  if (!complete) return fail(complete.error());
  const std::size_t n = complete->size();
  const std::vector<double> e = without(part, *complete);
  const std::size_t used = lags ? *lags : lags_by(rule, e);
  if (used >= n) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} lags, but {} observations allow at most {}", used, n, n - 1));
  }
  const double variance = long_run_variance(e, used);
  const double scale = static_cast<double>(n) * static_cast<double>(n);
  const double statistic = sum_of_squared_sums(e) / scale / variance;
  if (is_rounding(e, *complete) || !(variance > 0) || !std::isfinite(statistic)) {
    return fail(ErrorCode::kNotFinite,
                "the series is a straight line or its long-run variance is zero, so the KPSS "
                "statistic has no value");
  }
  const auto& critical = part == Deterministic::kTrend ? kTrend : kLevel;
  return Answer{statistic, interpolated_p_value(critical, statistic), used, critical};
}
}  // namespace foretell
