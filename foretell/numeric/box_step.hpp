#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell::numeric {
/// Value, gradient and curvature of a function at one point.
///   Shapes  gradient [K];  curvature [K, K], row-major, positive semidefinite, lower triangle used
struct Expansion {
  double value = 0;
  std::vector<double> gradient;
  std::vector<double> curvature;

  void resize(std::size_t size) {
    gradient.assign(size, 0);
    curvature.assign(size * size, 0);
  }
};

/// One damped Newton step inside a box; keeps its working memory between calls.
///   minimise gᵀp + ½ pᵀ(H + λ diag H) p  subject to  lower ≤ x + p ≤ upper
/// Variables whose lower equals their upper bound stay. A variable at a bound that the gradient
/// presses against stays; the one that the step carries over a bound first is put onto it and the
/// others are solved again. Bounds of ± the largest double count as none.
///   Source  Marquardt (1963), SIAM J. Appl. Math. 11, 431–441; active set as in Bertsekas (1982)
class BoxStep {
 public:
  /// Writes p to `step` [K] and returns the decrease −gᵀp − ½ pᵀHp that the quadratic predicts.
  [[nodiscard]] double solve(const Expansion& at, std::span<const double> x,
                             std::span<const double> lower, std::span<const double> upper,
                             double damping, std::span<double> step);

 private:
  void select_free(const Expansion& at, std::span<const double> x, std::span<const double> lower,
                   std::span<const double> upper);
  void factor_row(const Expansion& at, double damping, std::size_t r);
  void solve_free(const Expansion& at, double damping, std::size_t first, std::span<double> step);
  /// Returns the place it had among the free ones, or kNone.
  [[nodiscard]] std::size_t place_on_bound(std::span<const double> x, std::span<const double> lower,
                                           std::span<const double> upper, std::span<double> step);

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::vector<std::size_t> free_, placed_;
  std::size_t stride_ = 0;
  std::vector<double> factor_;
  std::vector<double> right_;
};
}  // namespace foretell::numeric
