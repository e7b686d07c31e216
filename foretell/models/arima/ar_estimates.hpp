#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell {
/// One autoregression x_t = c + Σ φ_i x_{t−i} + e_t of a series about its mean.
struct ArEstimate {
  std::vector<double> phi;  ///< [order]
  double intercept = 0;     ///< c; only least squares estimates one
  double variance = 0;      ///< of e, not corrected for the number of coefficients
};

/// Autoregressions of every order 0 … max_order, which is lowered to n − 1. An order that explains
/// the series perfectly ends the list.
///   Shapes  x [n], n ≥ 1, complete, mean already taken off; result [≤ max_order + 1] by order

/// From the autocovariances c_k = Σ x_t x_{t+k} / n by the Durbin-Levinson recursion: O(n L + L²).
/// Always stationary.
///   Source  Durbin (1960), Rev. Int. Statistical Institute 28, 233–244; as R's ar.yw
[[nodiscard]] std::vector<ArEstimate> yule_walker(std::span<const double> x, std::size_t max_order);

/// Reflection coefficients that minimise the forward and backward errors together: O(n L). Always
/// stationary.
///   k = 2 Σ u_t v_{t−1} / Σ (u_t² + v_{t−1}²),  variance ← variance (1 − k²)
///   Source  Burg (1967), 37th meeting of the Soc. of Exploration Geophysicists; as R's ar.burg
[[nodiscard]] std::vector<ArEstimate> burg(std::span<const double> x, std::size_t max_order);

/// Least squares of x_t on its past and a constant, each order on its own n − order rows: O(n L³).
/// May be explosive. Orders that leave fewer rows than coefficients are left out.
///   Source  Luetkepohl (1991), Introduction to Multiple Time Series Analysis, 3.2; as R's ar.ols
[[nodiscard]] std::vector<ArEstimate> least_squares_autoregressions(std::span<const double> x,
                                                                    std::size_t max_order);
/// The last of them only, whose order is max_order unless the series is too short.
[[nodiscard]] ArEstimate least_squares_autoregression(std::span<const double> x, std::size_t order);
}  // namespace foretell
