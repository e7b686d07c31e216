#pragma once
#include <span>

namespace foretell::numeric {
/// The value at x on the line through the points (xs_i, ys_i), and the first or last y outside
/// them. xs ascends; both hold at least one number and as many.
[[nodiscard]] double interpolate(std::span<const double> xs, std::span<const double> ys, double x);
}  // namespace foretell::numeric
