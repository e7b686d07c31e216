#include "foretell/models/baseline/window_average.hpp"

#include <fmt/format.h>

#include "foretell/models/check.hpp"

namespace foretell {
Result<FittedWindow> WindowAverage::fit(const Series& series) const {
  if (window < 1 || window > kMaxWindow) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("window is {}, but has to be from 1 to {}", window, kMaxWindow));
  }
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  return FittedWindow(series, 1, window);
}
}  // namespace foretell
