#pragma once
#include <span>

namespace foretell::numeric {
/// Quantile p of at least one number without NaN, linear between order statistics: position
/// (n − 1) p, counted from zero.
///   Source  Hyndman & Fan (1996), The American Statistician 50, 361–365, definition 7
[[nodiscard]] double quantile(std::span<const double> x, double p);
/// The median of at least one number without NaN.
[[nodiscard]] double median(std::span<const double> x);
}  // namespace foretell::numeric
