#pragma once
#include <array>

namespace foretell {
/// How the Theta models pass an innovation on: the deviations δ of (level, mean, slope) from their
/// expected path are linear, whatever the data.
///   y_t = μ_t + h_t·δ_{t−1} + ε_t,  δ_t = F_t δ_{t−1} + g_t ε_t,  F_t = D_t + g_t h_tᵀ
///   g_t = (α, 1/t, 6/(t (t+1))),  D_t = diag(1−α, 1−1/t, (t−2)/(t+1)) with −6/(t (t+1)) in slope
///         row, mean column;  h_t = (1, w λ^{t−1}, w ((1−λ^t)/α − λ^{t−1} t/2)),  λ = 1−α
/// A fixed line (w = 0 here) leaves simple exponential smoothing: h = (1, 0, 0).
///   Source  derived from Fiorucci et al. (2016), Int. J. Forecasting 32, 1151–1161, eq. (11)–(16)
class ThetaResponse {
 public:
  /// `time` observations have been seen; the next one is t = time + 1.
  ThetaResponse(double alpha, double weight, double time);

  /// One step with innovation ε: returns the deviation of y, h·δ + ε.
  double step(double innovation);
  /// Variance of the next y per unit of innovation variance: 1 + hᵀ P h; then moves P on. Starts
  /// from P = 0, a known state.
  double next_variance();

 private:
  using Vector = std::array<double, 3>;
  struct Step {
    Vector h, g;
    double keep_level, keep_mean, keep_slope, slope_by_mean;
  };
  [[nodiscard]] Step advance();
  [[nodiscard]] static Vector through(const Step& step, const Vector& x, double y);

  double alpha_;
  double weight_;
  double time_;
  double power_;  ///< λ^time
  Vector deviation_{};
  std::array<Vector, 3> covariance_{};
};
}  // namespace foretell
