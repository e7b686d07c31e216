// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/models/smoothing/lanes/lane_sweep.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/models/smoothing/lanes/lane_sweep_kernel.hpp"
#include "hwy/highway.h"

#if HWY_ONCE
namespace foretell::ets {
HWY_EXPORT(sweep_lanes);

void run_sweep(const LaneColumns& columns, const LaneSweep& sweep) {
  HWY_DYNAMIC_DISPATCH(sweep_lanes)(columns, sweep);
}
}  // namespace foretell::ets
#endif  // HWY_ONCE
