// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/models/smoothing/lanes/ces_sweep.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/models/smoothing/lanes/ces_sweep_kernel.hpp"
#include "hwy/highway.h"

#if HWY_ONCE
namespace foretell::ets {
HWY_EXPORT(sweep_ces);

void run_sweep(CesSeason season, const CesSweep& sweep) {
  HWY_DYNAMIC_DISPATCH(sweep_ces)(season, sweep);
}
}  // namespace foretell::ets
#endif  // HWY_ONCE
