#pragma once
#include <limits>

namespace foretell {
/// How a missing value is written.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
}  // namespace foretell
