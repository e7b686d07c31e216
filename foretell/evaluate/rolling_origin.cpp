#include "foretell/evaluate/rolling_origin.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace foretell {
Result<std::vector<Window>> windows(const RollingOrigin& plan, std::size_t length,
                                    std::size_t min_training) {
  if (plan.horizon == 0) return fail(ErrorCode::kInvalidOption, "horizon must be at least 1");
  if (plan.windows == 0) return fail(ErrorCode::kInvalidOption, "windows must be at least 1");
  const std::size_t step = plan.step == 0 ? plan.horizon : plan.step;
  std::vector<Window> result;
  for (std::size_t back = 0; back < plan.windows; ++back) {
    const std::size_t reserved = plan.horizon + back * step;
    if (reserved > length || length - reserved < min_training) break;
    const std::size_t end = length - reserved;
    const bool rolls = plan.training > 0 && end > plan.training;
    result.push_back({rolls ? end - plan.training : 0, end});
  }
  if (result.empty()) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} observations, but a window of horizon {} needs at least {}", length,
                            plan.horizon, plan.horizon + min_training));
  }
  std::reverse(result.begin(), result.end());
  return result;
}
}  // namespace foretell
