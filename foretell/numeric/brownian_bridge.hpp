#pragma once
#include <cstddef>

namespace foretell::numeric {
/// P(V > x) for V = ∫₀¹ ‖B(s)‖² ds with B a Brownian bridge in `dimension` ≥ 1 independent
/// coordinates: the limit of many tests of constancy. Absolute error under 1e-8.
///   E exp(i t V) = (z / sin z)^(d/2), z = √(2 i t), inverted on a path through its saddle point
///   Source  Nyblom (1989), J. American Statistical Association 84, 223–230; saddle points Daniels
///           (1987), Int. Statistical Review 55, 37–48
[[nodiscard]] double brownian_bridge_tail(double x, std::size_t dimension);
}  // namespace foretell::numeric
