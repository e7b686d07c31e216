#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace foretell::ets {
/// The way down of one search in K variables, 2 to 4, of a negative log-likelihood from sums of
/// squares. Gauss-Newton's curvature H leaves out what the errors curve by themselves, which for
/// large errors is not little; so the model is H + C, and C learns from the gradients that are
/// seen: a structured secant. Steps that gain nothing are shortened along themselves.
///   C ← BFGS(H + τ C; s, y) − H,  s the step, y the change of the gradient, τ ≤ 1 the sizing
///   Source  Dennis, Gay & Welsch (1981), ACM Trans. Math. Software 7, 348–368 (sizing); Nocedal &
///           Wright (2006), Numerical Optimization, 536–537 (damped BFGS), 57–59 (interpolation)
template <std::size_t K>
class CesDescent {
 public:
  using Numbers = std::array<double, K>;
  using Matrix = std::array<Numbers, K>;  ///< symmetric

  /// The objective around a point.
  struct Local {
    double value = std::numeric_limits<double>::infinity();
    Numbers gradient{};
    Matrix curvature{};  ///< H, of Gauss-Newton
  };

  [[nodiscard]] double value() const { return here_.value; }
  [[nodiscard]] const Numbers& gradient() const { return here_.gradient; }
  [[nodiscard]] const Matrix& model() const { return model_; }  ///< H + C
  /// The step that is tried from here.
  [[nodiscard]] const Numbers& step() const { return step_; }

  /// Where the search begins.
  void begin(const Local& here);
  void propose(const Numbers& step);
  /// Whether the objective where the step leads is worth going there. If not, the step is shorter
  /// afterwards.
  bool takes(const Local& there);
  /// What is left of the step's decrease to first order, after it was shortened.
  [[nodiscard]] double promise() const { return -slope_; }

 private:
  void learn(const Local& there);

  Local here_;
  Matrix model_{};
  Numbers step_{};
  double slope_ = 0;  ///< gradientᵀ step
};
}  // namespace foretell::ets
