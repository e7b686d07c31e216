#pragma once
#include "foretell/models/smoothing/ces_recursion.hpp"

namespace foretell {
/// Every form of complex exponential smoothing.
inline constexpr CesSeason kCesSeasons[] = {CesSeason::kNone, CesSeason::kSimple,
                                            CesSeason::kPartial, CesSeason::kFull};
}  // namespace foretell
