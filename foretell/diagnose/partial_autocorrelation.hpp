#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Partial autocorrelations at lags 1 … max_lag: the last coefficient of the autoregression of each
/// order, from the Yule-Walker equations by the recursion of Durbin and Levinson.
///   φ_kk = (r_k − Σ_{j<k} φ_{k−1,j} r_{k−j}) / (1 − Σ_{j<k} φ_{k−1,j} r_j)
///   Shapes  y [n] or r [L], lags 1 … L; result [min(max_lag, n − 1)] or [L]
///   Errors  kTooShort (under 2), kMissingValues, kNotFinite
///   Source  Durbin (1960), Rev. Int. Statistical Institute 28, 233–244; as R's pacf
[[nodiscard]] Result<std::vector<double>> partial_autocorrelations(std::span<const double> y,
                                                                   std::size_t max_lag);
/// The same from autocorrelations that are known already; zero from the order on that explains the
/// series perfectly.
[[nodiscard]] std::vector<double> partial_from_autocorrelations(std::span<const double> r);
}  // namespace foretell
