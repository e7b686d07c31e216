#pragma once
#include <span>
#include <vector>

namespace foretell::numeric {
/// Super smoother of a series: running lines of three spans (5, 20 and 50 % of the values), of
/// which each time takes the one, or the mixture of neighbouring ones, that predicts left-out
/// values best. Linear in n. Missing values do not count, and are joined linearly from their
/// neighbours (carried outward at the ends).
///   Shapes  y, result [n]; all NaN where y is
///   Source  Friedman (1984), A variable span smoother, Stanford LCS 5; as R's supsmu
[[nodiscard]] std::vector<double> super_smoother(std::span<const double> y);
}  // namespace foretell::numeric
