#pragma once
#include <cstddef>
#include <span>

namespace foretell {
/// Variance of the mean of a correlated series times n, with the weights of Bartlett.
///   s² = (1/n) Σ e_t² + (2/n) Σ_{i=1}^{l} (1 − i/(l + 1)) Σ_{t>i} e_t e_{t−i}
///   Shapes  e [n] with mean zero, lags l < n
///   Source  Newey & West (1987), Econometrica 55, 703–708
[[nodiscard]] double long_run_variance(std::span<const double> e, std::size_t lags);

/// ⌊factor (n/100)^¼⌋, the lags of Schwert (1989), at most n − 1: factor 4 is called short, 12
/// long.
[[nodiscard]] std::size_t schwert_lags(std::size_t n, double factor);
}  // namespace foretell
