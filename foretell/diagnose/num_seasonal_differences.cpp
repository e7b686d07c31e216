#include "foretell/diagnose/num_seasonal_differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "foretell/decompose/stl.hpp"
#include "foretell/diagnose/canova_hansen.hpp"
#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/ocsb.hpp"

namespace foretell {
namespace {
using Test = SeasonalDifferencingOptions::Test;
constexpr double kStrong = 0.64;

bool asks(std::span<const double> y, std::size_t period,
          const SeasonalDifferencingOptions& options) {
  if (options.test == Test::kStrength) {
    if (y.size() <= 2 * period) return false;
    const auto parts = Stl{.period = period}.decompose(y);
    return parts && asks_for_seasonal_difference(*parts);
  }
  if (options.test == Test::kOcsb) {
    const auto answer = Ocsb{.period = period}.test(y);
    return answer && answer->needs_difference();
  }
  const auto answer = CanovaHansen{.period = period, .draws = 0}.test(y);
  return answer && answer->p_value < options.alpha;
}

bool varies(std::span<const double> y) {
  std::vector<double> x;
  std::copy_if(y.begin(), y.end(), std::back_inserter(x), [](double v) { return !std::isnan(v); });
  return !is_constant(x);
}
}  // namespace

bool asks_for_seasonal_difference(const Decomposition& parts) {
  return !parts.seasons.empty() && season_strength(parts, parts.seasons.size() - 1) > kStrong;
}

Result<std::size_t> num_seasonal_differences(std::span<const double> y, std::size_t period,
                                             const SeasonalDifferencingOptions& options) {
  if (period < 2) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("period {}, but a seasonal difference needs at least 2", period));
  }
  if (!(options.alpha > 0 && options.alpha < 1)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("alpha {}, but it lies between 0 and 1", options.alpha));
  }
  if (std::any_of(y.begin(), y.end(), [](double v) { return std::isinf(v); })) {
    return fail(ErrorCode::kNotFinite, "an infinite value, so differences cannot be judged");
  }
  if (period >= y.size() || !varies(y)) return 0;
  std::vector<double> x(y.begin(), y.end());
  std::size_t count = 0;
  while (count < options.max_differences && (count == 0 || x.size() >= 2 * period) && varies(x) &&
         asks(x, period, options)) {
    for (std::size_t t = 0; t + period < x.size(); ++t) x[t] = x[t + period] - x[t];
    x.resize(x.size() - period);
    ++count;
  }
  return count;
}
}  // namespace foretell
