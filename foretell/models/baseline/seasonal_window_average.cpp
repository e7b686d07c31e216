#include "foretell/models/baseline/seasonal_window_average.hpp"

#include <fmt/format.h>

#include "foretell/models/check.hpp"

namespace foretell {
Result<FittedWindow> SeasonalWindowAverage::fit(const Series& series) const {
  if (window < 1 || window > kMaxWindow) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("window is {}, but has to be from 1 to {}", window, kMaxWindow));
  }
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  return FittedWindow(series, series.period(), window);
}
}  // namespace foretell
