#pragma once
#include <span>
#include <vector>

namespace foretell::numeric {
/// A curve through known points.
enum class Interpolation {
  kLinear,
  kSpline,    ///< natural cubic: twice differentiable, straight at the ends; may overshoot
  kMonotone,  ///< cubic that rises and falls only where the points do (PCHIP)
};

/// The curve through (x_i, y_i) at other places; NaN outside [x_1, x_n]. Two points make a line.
///   Shapes  x, y [n], x ascending without ties; at, result [m], `at` ascending
///   Source  de Boor (1978), A Practical Guide to Splines, ch. IV; Fritsch & Butland (1984), SIAM
///   J.
///           Scientific and Statistical Computing 5, 300–304 (slopes), Fritsch & Carlson (1980),
///           SIAM J. Numerical Analysis 17, 238–246 (limit of the slopes at the ends)
[[nodiscard]] std::vector<double> interpolate(std::span<const double> x, std::span<const double> y,
                                              Interpolation kind, std::span<const double> at);
}  // namespace foretell::numeric
