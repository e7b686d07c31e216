#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Cross-correlations of two series at lags −max_lag … max_lag: a peak at a lag k > 0 says that y
/// leads x by k steps.
///   r_k = Σ_t (x_{t+k} − x̄)(y_t − ȳ) / √(Σ (x_t − x̄)² Σ (y_t − ȳ)²)
///   Shapes  x, y [n], result [2 min(max_lag, n − 1) + 1]
///   Errors  kInvalidOption (lengths differ), kTooShort (under 2), kMissingValues, kNotFinite
///   Source  Box & Jenkins (1976), 11.1; as R's ccf
[[nodiscard]] Result<std::vector<double>> cross_correlations(std::span<const double> x,
                                                             std::span<const double> y,
                                                             std::size_t max_lag);
}  // namespace foretell
