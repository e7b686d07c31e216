#pragma once
#include <optional>
#include <vector>

#include "foretell/models/arima/arma_lanes.hpp"
#include "foretell/models/arima/arma_structure.hpp"

namespace foretell::arima {
/// A sum of squares below this counts as this much: keeps a perfect fit finite.
inline constexpr double kLeastSquares = 1e-30;

/// What the likelihood of a regression with ARMA errors is made of. Views: the caller keeps memory.
struct ArmaProblem {
  ArmaStructure structure;
  std::vector<Column> columns;  ///< pulses of missing values, then regressors, then the data
  std::size_t num_gaps = 0;     ///< how many of the columns are such pulses
  bool conditional = false;     ///< sum of squares after the first ar_degree values
  std::vector<std::optional<double>> fixed;  ///< [num_coefficients], or empty: nothing is fixed

  /// Observations that the likelihood counts.
  [[nodiscard]] double num_observed() const;
};
}  // namespace foretell::arima
