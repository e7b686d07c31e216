#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell {
/// The mean of each season: entry s is that of x_s, x_{s+m}, …; 0 for a season without a value.
///   Shapes  x [n] without missing values, result [period]
[[nodiscard]] std::vector<double> seasonal_means(std::span<const double> x, std::size_t period);

/// The share of the variation around a moving average of one period that seasonal means explain,
/// less what they explain of white noise: in [0, 1], 0 under two periods.
///   1 − (Σ (d − d̄_s)² / (n − m)) / (Σ d² / n),  d the distance from the moving average
///   Shapes  x [n] without missing values
[[nodiscard]] double strength_of_means(std::span<const double> x, std::size_t period);
}  // namespace foretell
