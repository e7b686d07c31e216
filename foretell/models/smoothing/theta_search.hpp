#pragma once
#include <optional>
#include <span>

namespace foretell {
/// The one-step predictions of the Theta models, linear in all but α:
///   μ_t = ℓ_{t−1} + w d_t,  d_t = (1−α)^{t−1} A_{t−1} + (1 − (1−α)^t) / α · B_{t−1}
///   ℓ_t = α y_t + (1−α) ℓ_{t−1},  w = 1 − 1/θ
/// Owns nothing. A line that never moves (OTM) has one entry, a moving one (DOTM) one per step.
///   Shapes  y [n]; intercept A, slope B of the line before observation t, [n] or [1]
struct ThetaProblem {
  std::span<const double> y;
  std::span<const double> intercept;
  std::span<const double> slope;
  std::optional<double> weight = std::nullopt;  ///< w if fixed; else estimated in [0, 1]
  std::optional<double> alpha = std::nullopt;   ///< α if fixed; else estimated between the bounds
  double min_alpha = 0.01;
  double max_alpha = 0.99;
  double shrinkage = 0;  ///< pseudo-observations that pull an estimated w to 1/2
  std::size_t skip = 0;  ///< leading errors that do not count
};

/// Least-squares estimates of a ThetaProblem.
struct ThetaEstimate {
  double alpha;
  double level;      ///< ℓ_0
  double weight;     ///< w
  double objective;  ///< Σ (y_t − μ_t)² over the errors that count, plus the pull on w
};

/// Minimises Σ e_t² + s (w − 1/2)² Σ d_t² / n, s the shrinkage. Given α the errors are linear in
/// ℓ_0 and w, so these two are solved for exactly in the same pass; α is found by rounds of eight
/// at a time within the bracket of the best, and a parabola at the end. A deterministic number of
/// passes; no allocation.
///   Errors  none; y holds no missing value
[[nodiscard]] ThetaEstimate minimize(const ThetaProblem& problem);
}  // namespace foretell
