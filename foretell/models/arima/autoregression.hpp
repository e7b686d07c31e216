#pragma once
#include <optional>

#include "foretell/models/arima/arima_fitted.hpp"

namespace foretell {
/// Autoregression around the mean by the classical estimators; maximum likelihood is Arima's.
///   kYuleWalker    from the autocovariances (divided by n), by Levinson's recursion
///   kBurg          least sum of forward and backward squares, order by order
///   kLeastSquares  regression on the lags with an intercept; may not be stationary, then refused
///   Order      given, or the least AIC n log σ²_k + 2 k up to min(n − 1, ⌊10 log10 n⌋), as R's ar
///   Errors     kTooShort, kMissingValues, kNotFinite, kNoConvergence (least squares outside the
///              stationary region)
///   Source     Burg (1975); Brockwell & Davis (1991), Time Series: Theory and Methods, 8.1-8.2
struct Autoregression {
  using Fitted = ArimaFitted;
  enum class Method { kYuleWalker, kBurg, kLeastSquares };

  std::optional<std::size_t> order = std::nullopt;
  Method method = Method::kYuleWalker;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
  /// The fitted model could hold them, but these estimators do not look at them.
  [[nodiscard]] bool uses_regressors() const { return false; }
};
}  // namespace foretell
