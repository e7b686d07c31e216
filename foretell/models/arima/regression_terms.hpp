#pragma once
#include <string>
#include <vector>

#include "foretell/panel/regressors.hpp"

namespace foretell {
/// Sines and cosines of a season: sin 2πkt/m, cos 2πkt/m for k = 1 … pairs; that sine is left out
/// which is zero at every t (k = m/2).
struct FourierTerms {
  double period = 0;  ///< m, need not be whole
  std::size_t pairs = 0;

  [[nodiscard]] std::size_t num_columns() const;
  friend bool operator==(const FourierTerms&, const FourierTerms&) = default;
};

/// The columns of a regression with ARIMA errors: constant or drift, Fourier terms, regressors. Row
/// t counts from 0 at the first value of the series.
struct RegressionTerms {
  enum class Trend { kNone, kConstant, kDrift };

  Trend trend = Trend::kNone;  ///< 1, or t + 1
  std::vector<FourierTerms> fourier;
  std::vector<std::string> names;  ///< of regressors

  [[nodiscard]] std::size_t size() const;
  /// Names of all columns: "intercept" or "drift", "S1-12", "C1-12", …, the regressors.
  [[nodiscard]] std::vector<std::string> column_names() const;
  /// " with drift with 2 Fourier pairs of 52 with 1 regressor", to follow the name of an order.
  [[nodiscard]] std::string name() const;
  /// Writes row t; row `x_row` of x holds the regressors.
  ///   Shapes  row [size()]
  void row(std::size_t t, const Regressors& x, std::size_t x_row, double* row) const;
  /// Σ slopes · row.
  [[nodiscard]] double value(const std::vector<double>& slopes, std::size_t t, const Regressors& x,
                             std::size_t x_row) const;
};
}  // namespace foretell
