#pragma once
#include <array>
#include <cstddef>

#include "foretell/diagnose/finite_sample.hpp"

namespace foretell {
/// Levels of the surfaces, ascending.
inline constexpr std::array<double, 10> kNullLevels{0.001, 0.005, 0.01, 0.02, 0.05,
                                                    0.1,   0.2,   0.5,  0.8,  0.95};
/// β of each level; see finite_sample_p_value.
using NullSurface = std::array<std::array<double, 6>, kNullLevels.size()>;
extern const std::array<NullSurface, kNumNullLaws> kNullSurfaces;
}  // namespace foretell
