#pragma once
#include <optional>

#include "foretell/models/any_model.hpp"
#include "foretell/models/smoothing/ets_fitted.hpp"
#include "foretell/models/smoothing/ets_form.hpp"

namespace foretell {
/// Exponential smoothing of a given form, by maximum likelihood.
///   y_t = μ_t + ε_t or μ_t (1 + ε_t); level, trend and season follow the errors (see
///   ets::Recursion)
/// Missing values move the state without an error and are left out of the likelihood. Periods above
/// 24 keep the initial seasons of a decomposition (a note says so).
///   Errors  kInvalidOption (an unstable form without allow_unstable; a parameter outside bounds),
///           kTooShort, kNotPositive, kNotFinite
///   Source  Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing
struct Ets {
  using Fitted = EtsFitted;

  EtsError error = EtsError::kAdd;
  EtsTrend trend = EtsTrend::kNone;
  EtsSeason season = EtsSeason::kNone;
  std::optional<double> alpha = {};  ///< in (0, 1); estimated if absent, as are the next three
  std::optional<double> beta = {};   ///< in (0, alpha]
  std::optional<double> gamma = {};  ///< in (0, 1 − alpha]
  std::optional<double> phi = {};    ///< in (0, 1]
  double max_beta_ratio = 1;         ///< beta at most this times alpha, in (0, 1]
  bool allow_unstable = false;       ///< take also what EtsForm::is_unstable names

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Fits many series at once, in the lanes of vectors. What each gets does not depend on the
  /// others.
  [[nodiscard]] std::vector<Result<Fitted>> fit_many(std::span<const Series> series) const;
  /// Starts also from an earlier fit of this series or its beginning; any other start is ignored.
  [[nodiscard]] Result<Fitted> refit(const Series& series, const Fitted& start) const;
  [[nodiscard]] std::vector<Result<Fitted>> refit_many(std::span<const Series> series,
                                                       std::span<const Fitted* const> starts) const;

  [[nodiscard]] EtsForm form() const { return {error, trend, season}; }
};

/// Simple exponential smoothing, ETS(A,N,N).
[[nodiscard]] inline Ets simple_smoothing() {
  return {};
}
/// Holt's linear trend, ETS(A,A,N).
[[nodiscard]] inline Ets holt() {
  return {.trend = EtsTrend::kAdd};
}
/// Holt's trend with damping, ETS(A,Ad,N).
[[nodiscard]] inline Ets damped_holt() {
  return {.trend = EtsTrend::kAddDamped};
}
/// Holt–Winters with additive season, ETS(A,A,A).
[[nodiscard]] inline Ets holt_winters_additive() {
  return {.trend = EtsTrend::kAdd, .season = EtsSeason::kAdd};
}
/// Holt–Winters with multiplicative season and errors, ETS(M,A,M).
[[nodiscard]] inline Ets holt_winters_multiplicative() {
  return {.error = EtsError::kMul, .trend = EtsTrend::kAdd, .season = EtsSeason::kMul};
}
}  // namespace foretell
