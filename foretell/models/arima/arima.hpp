#pragma once
#include <optional>
#include <vector>

#include "foretell/models/arima/arima_estimate.hpp"
#include "foretell/models/arima/arima_fitted.hpp"

namespace foretell {
/// Regression with ARIMA errors of given orders.
///   φ(B) Φ(B^m) ∇^d ∇_m^D (z_t − Σ β x_t) = θ(B) Θ(B^m) ε_t
/// x: a constant (no differences) or drift (one), Fourier terms, the regressors of the series. θ
/// and Θ have plus signs, as in R. Stationary and invertible by parametrisation.
///   Estimation  exact maximum likelihood of the differenced series, β and σ² concentrated out;
///               missing values take part as unknowns
///   Variance    that of the exact filter: Σ F ψ², with what missing values leave open
///   Errors      kInvalidOption (a season without a period, a constant with two or more
///   differences,
///               fixed parameters outside the stationary region, a regressor that is constant or a
///               combination of others), kTooShort, kMissingValues (in a regressor), kNotFinite
///   Source      Box & Jenkins (1970); Jones (1980), Technometrics 22, 389–395 (parametrisation and
///               missing values); Gómez, Maravall & Peña (1999), J. Econometrics 88, 341–363
struct Arima {
  using Fitted = ArimaFitted;
  using Method = arima::Method;

  ArimaOrder order;
  /// Constant or drift; absent: a constant where nothing is differenced, else none.
  std::optional<bool> constant = std::nullopt;
  std::vector<FourierTerms> fourier{};  ///< period 0: that of the series
  Method method = Method::kMl;
  /// Parameters held: as many as coefficients, absent ones are estimated; or empty.
  std::vector<std::optional<double>> fixed{};
  std::optional<double> lambda = std::nullopt;  ///< Box-Cox
  bool bias_adjusted = true;                    ///< with Box-Cox: forecasts are means
  bool use_regressors = true;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// Starts from the parameters of an earlier fit of the same orders.
  [[nodiscard]] Result<Fitted> refit(const Series& series, const Fitted& start) const;
  [[nodiscard]] bool uses_regressors() const { return use_regressors; }
  /// Columns of the regression for a series.
  [[nodiscard]] RegressionTerms terms(const Series& series) const;

 private:
  [[nodiscard]] Result<Fitted> fit_from(const Series& series,
                                        std::vector<std::vector<double>> starts) const;
};
}  // namespace foretell
