#include "foretell/decompose/stl_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace foretell::stl {
namespace {
// At least 3 and odd, and small enough that sums of windows and lengths cannot wrap.
std::size_t odd(std::size_t window) {
  constexpr std::size_t kLargest = std::numeric_limits<std::size_t>::max() / 8;
  return std::clamp<std::size_t>(window, 3, kLargest) | 1U;
}

std::size_t default_trend_window(const Stl& options, double season_window) {
  const double steps = 1.5 * static_cast<double>(options.period) / (1 - 1.5 / season_window);
  return odd(static_cast<std::size_t>(std::ceil(steps)));
}

Smoothing smoothing(std::size_t window, int degree, std::optional<std::size_t> jump) {
  return {window, degree, jump.value_or((window + 9) / 10)};
}

std::optional<Error> refusal(const Plan& plan) {
  for (const Smoothing& one : {plan.season, plan.trend, plan.low_pass}) {
    if (one.degree != 0 && one.degree != 1) {
      return Error{ErrorCode::kInvalidOption,
                   fmt::format("a loess of degree {} is not offered; use 0 or 1", one.degree), ""};
    }
    if (one.jump == 0) {
      return Error{ErrorCode::kInvalidOption, "a jump of 0 gets nowhere; use at least 1", ""};
    }
  }
  if (plan.inner == 0) {
    return Error{ErrorCode::kInvalidOption, "0 inner loops find nothing; use at least 1", ""};
  }
  return std::nullopt;
}
}  // namespace

Result<Plan> plan(const Stl& options, std::size_t n) {
  const bool periodic = options.season_window == Stl::kPeriodic;
  const std::size_t season = odd(periodic ? 10 * n + 1 : options.season_window);
  const std::size_t trend = odd(
      options.trend_window.value_or(default_trend_window(options, static_cast<double>(season))));
  const std::size_t low_pass = odd(options.low_pass_window.value_or(options.period));
  const Plan result{options.period,
                    smoothing(season, periodic ? 0 : options.season_degree, options.season_jump),
                    smoothing(trend, options.trend_degree, options.trend_jump),
                    smoothing(low_pass, options.low_pass_degree.value_or(options.trend_degree),
                              options.low_pass_jump),
                    options.inner.value_or(options.robust ? 1 : 2),
                    options.outer.value_or(options.robust ? 15 : 0),
                    periodic};
  if (auto error = refusal(result)) return fail(std::move(*error));
  return result;
}
}  // namespace foretell::stl
