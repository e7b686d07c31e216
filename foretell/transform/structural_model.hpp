#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Variances of a structural model's disturbances, in squared units of y.
struct StructuralVariances {
  double irregular = 0;  ///< σ_ε²
  double level = 0;      ///< σ_η²
  double slope = 0;      ///< σ_ζ²
  double season = 0;     ///< σ_ω²
};

/// Smoothed states at every time, also where y is missing.
///   Shapes  each [n]; slope and season all 0 where the model has none
struct StructuralStates {
  std::vector<double> level, slope, season;
};

/// Structural time series model: level, slope and season that wander, seen with noise.
///   y_t = μ_t + γ_t + ε_t,  μ_t = μ_{t−1} + β_{t−1} + η_t,  β_t = β_{t−1} + ζ_t,
///   γ_t = −Σ_{j<m} γ_{t−j} + ω_t
/// Nothing is assumed about the first states (exact diffuse start); missing values are skipped.
///   Cost    states² per time step, states = 1 + slope + period − 1; once the covariance of the
///   states
///           has settled, only their number
///   Errors  kInvalidOption (period 0), kTooShort (observations up to the number of states and
///           variances), kNotFinite (an infinity, variances out of range), kMissingValues (nothing
///           observed at one place of the season)
///   Source  Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter, 2.3;
///           Durbin & Koopman (2012), Time Series Analysis by State Space Methods, ch. 4, 5 and 7.2
struct StructuralModel {
  bool slope = true;       ///< local linear trend; false: local level
  std::size_t period = 1;  ///< season of dummies; 1: none

  /// Variances of maximum likelihood, the scale concentrated out, found by Nelder-Mead on the
  /// logarithms of their ratios from two starts.
  [[nodiscard]] Result<StructuralVariances> estimate(std::span<const double> y) const;

  /// Diffuse log-likelihood of given variances (ln 2π counted for every observation beyond those
  /// that fix the start).
  [[nodiscard]] Result<double> log_likelihood(std::span<const double> y,
                                              const StructuralVariances& variances) const;

  /// States given all of y and the variances. All variances 0: the least-squares line and fixed
  /// season.
  [[nodiscard]] Result<StructuralStates> smooth(std::span<const double> y,
                                                const StructuralVariances& variances) const;
};
}  // namespace foretell
