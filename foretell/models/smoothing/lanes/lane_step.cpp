// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/models/smoothing/lanes/lane_step.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/models/smoothing/lanes/lane_step_kernel.hpp"
#include "hwy/highway.h"

#if HWY_ONCE
namespace foretell::ets {
HWY_EXPORT(solve_lanes);
HWY_EXPORT(blend_lanes);

void solve_step(const LaneStep& step) {
  HWY_DYNAMIC_DISPATCH(solve_lanes)(step);
}

void take_lanes(const double* taken, const double* from, std::size_t count, double* to) {
  HWY_DYNAMIC_DISPATCH(blend_lanes)(taken, from, count, to);
}
}  // namespace foretell::ets
#endif  // HWY_ONCE
