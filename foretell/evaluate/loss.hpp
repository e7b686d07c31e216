#pragma once
#include <span>

namespace foretell {
/// Quantile (pinball) loss of forecasting quantile p by q:  max(p (y − q), (p − 1) (y − q)).
///   Source  Koenker & Bassett (1978), Econometrica 46, 33–50
[[nodiscard]] double pinball(double actual, double quantile, double p);

/// Symmetric absolute percentage error as in the M4 competition: 200 |y − f| / (|y| + |f|), in
/// percent between 0 and 200; 0 where both are zero.
///   Source  Makridakis, Spiliotis & Assimakopoulos (2020), Int. J. Forecasting 36, 54–74
[[nodiscard]] double symmetric_percentage_error(double actual, double forecast);

/// Interval score: width plus 2/α times the distance by which the value lies outside, α = 1 −
/// coverage.
///   Source  Gneiting & Raftery (2007), J. American Statistical Association 102, 359–378
[[nodiscard]] double interval_score(double actual, double lo, double hi, double coverage);

/// Continuous ranked probability score of a distribution given by its quantiles at the midpoints
/// (i + ½)/N:  2/N Σ pinball(y, q_i, p_i). Exact for the N-point distribution as N grows.
///   Shapes  quantiles [N], ascending, N ≥ 1
///   Source  Gneiting & Ranjan (2011), J. Business & Economic Statistics 29, 411–422
[[nodiscard]] double crps_of_quantiles(double actual, std::span<const double> quantiles);
}  // namespace foretell
