#include "foretell/models/baseline/seasonal_naive.hpp"

#include "foretell/models/check.hpp"

namespace foretell {
namespace {
std::size_t longest_period(const Series& series) {
  std::size_t longest = series.period();
  for (const std::size_t period : series.periods) {
    if (2 * period <= series.size()) longest = period;
  }
  return longest;
}
}  // namespace

Result<FittedWindow> SeasonalNaive::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  return FittedWindow(series, longest ? longest_period(series) : series.period(), 1);
}
}  // namespace foretell
