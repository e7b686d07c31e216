#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell {
/// Autocorrelations at lags 1 … max_lag.
///   r_k = Σ_{t>k} (y_t − ȳ)(y_{t−k} − ȳ) / Σ_t (y_t − ȳ)²
/// Pairs with a missing value count as zero; the series is all zero where y is constant.
///   Shapes  y [n], result [min(max_lag, n − 1)] (empty for n = 0)
///   Source  Box & Jenkins (1976), Time Series Analysis, 2.1.5; as R's acf for complete series
[[nodiscard]] std::vector<double> autocorrelations(std::span<const double> y, std::size_t max_lag);

/// The same to rounding, in O(n log n) for many lags of a long series: |difference| ≤ 1e-12.
[[nodiscard]] std::vector<double> fast_autocorrelations(std::span<const double> y,
                                                        std::size_t max_lag);

/// Autocorrelations of white noise stay below z/√n in size with this probability, each.
///   Errors  none: n ≥ 1, 0 < coverage < 1
[[nodiscard]] double white_noise_band(std::size_t n, double coverage = 0.95);

/// The band for each lag k if the process is a moving average of order k − 1.
///   z √((1 + 2 Σ_{i<k} r_i²) / n)
///   Shapes  r, result [max_lag], lags 1 … max_lag
///   Source  Bartlett (1946), J. Royal Statistical Society, Supplement 8, 27–41
[[nodiscard]] std::vector<double> bartlett_bands(std::span<const double> r, std::size_t n,
                                                 double coverage = 0.95);

/// Whether a season of length `period` shows: |r_m| > 1.645 √((1 + 2 Σ_{i<m} r_i²) / n), the 90 %
/// limit for a moving-average process of order m − 1. Always false under two periods and one
/// observation, for period < 2 and for a constant series.
///   Source  Assimakopoulos & Nikolopoulos (2000), Int. J. Forecasting 16, 521–530; Bartlett (1946)
[[nodiscard]] bool has_season(std::span<const double> y, std::size_t period);
}  // namespace foretell
