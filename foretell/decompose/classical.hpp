#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/decompose/decomposition.hpp"

namespace foretell {
/// A series taken apart by moving averages.
///   Shapes  figure [period], its first entry the season of the first observation;
///           trend, remainder [n], NaN within half a period of the ends
struct ClassicalDecomposition {
  Composition composition;
  std::vector<double> figure;  ///< seasonal figure: mean 0 (additive) or 1 (multiplicative)
  std::vector<double> trend;
  std::vector<double> remainder;  ///< NaN also where the observation is missing
};

/// Classical decomposition: the trend is a centred moving average over one period (with half
/// weights at both ends where the period is even), the figure the mean by season of what is left.
/// Missing values are bridged for the moving average, linearly in the seasonally adjusted series;
/// figure and remainder use observed values only.
///   Errors  kInvalidOption (period < 2), kTooShort (under two periods, or a season without any
///           observation away from the ends), kNotPositive (multiplicative, an observation ≤ 0)
///   Source  Persons (1919); Kendall & Stuart (1983), The Advanced Theory of Statistics, vol. 3,
///           410–414; as R's decompose
[[nodiscard]] Result<ClassicalDecomposition> classical_decomposition(std::span<const double> y,
                                                                     std::size_t period,
                                                                     Composition composition);

/// The series with missing values inside bridged linearly and those at the ends carried outward.
/// A series without any observation is returned as it is.
[[nodiscard]] std::vector<double> bridge_linearly(std::span<const double> y);
}  // namespace foretell
