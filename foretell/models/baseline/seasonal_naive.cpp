#include "foretell/models/baseline/seasonal_naive.hpp"

#include "foretell/models/check.hpp"

namespace foretell {
Result<FittedWindow> SeasonalNaive::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  return FittedWindow(series, series.period(), 1);
}
}  // namespace foretell
