#pragma once
#include <cstddef>

namespace foretell::numeric {
/// Sums of `window` consecutive values: out_t = x_t + … + x_{t + window − 1}, by adding what enters
/// and subtracting what leaves. Eight stretches of at most 4096 values run side by side, each
/// summed afresh at its start: rounding cannot pile up, and no sum waits for the one before.
///   Shapes  x [count + window − 1], out [count]; they may not overlap
void moving_sum(const double* x, std::size_t count, std::size_t window, double* out);
}  // namespace foretell::numeric
