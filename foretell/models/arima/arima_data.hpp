#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/models/arima/arima_order.hpp"
#include "foretell/models/arima/arma_objective.hpp"
#include "foretell/models/arima/regression_terms.hpp"
#include "foretell/panel/series.hpp"

namespace foretell::arima {
/// The values that a model is estimated from: from the first to the last one that is there, mapped,
/// divided by a power of two (which rounds nothing), missing ones interpolated.
struct Prepared {
  std::vector<double> values;     ///< [n]
  std::vector<std::size_t> gaps;  ///< places that are missing
  std::size_t offset = 0;         ///< of values[0] in the series
  double unit = 1;
  bool constant = false;  ///< every value that is there is the same
};
/// Errors  as `check`; kNotPositive for a λ ≤ 0
[[nodiscard]] Result<Prepared> prepare(const Series& series, std::optional<double> lambda);

/// Interpolates from the neighbours that are there; ends are given.
void interpolate(std::span<double> values, std::span<const std::size_t> gaps);

/// Columns of a regression after differencing and orthonormalised, with the way back. Owns what the
/// columns of ArmaProblem view.
struct Regression {
  std::vector<std::vector<double>> pulses;  ///< of missing values, differenced
  std::vector<std::size_t> pulse_begins;
  std::vector<std::vector<double>> columns;  ///< orthonormal
  std::vector<double> triangle;  ///< R of X = Q R, [k, k]: slopes of X solve R β = slopes of Q
  std::vector<double> data;      ///< differenced
  bool gaps_filled = false;      ///< too many missing values: interpolated instead
  std::size_t num_filled = 0;

  [[nodiscard]] std::vector<Column> views() const;
  /// R⁻¹ v, in place.
  void solve(std::span<double> v) const;
};
/// Errors  kInvalidOption (a regressor, by name, is constant or a combination of others after
/// differencing), kMissingValues (a regressor, by name), kTooShort (no values left)
[[nodiscard]] Result<Regression> make_regression(const Prepared& prepared, const ArimaOrder& order,
                                                 const RegressionTerms& terms, const Regressors& x);
}  // namespace foretell::arima
