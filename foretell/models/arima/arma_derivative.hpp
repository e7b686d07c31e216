#pragma once
#include <span>
#include <vector>

#include "foretell/models/arima/arma_lanes.hpp"
#include "foretell/models/arima/arma_problem.hpp"

namespace foretell::arima {
/// Exact derivatives of the concentrated likelihood of ArmaObjective: its filter and regression run
/// on dual numbers, kLanes directions at once.
///   Cost    that of two values in the lanes per kLanes directions
///   Source  Griewank & Walther (2008), Evaluating Derivatives, chapter 3 (forward mode)
class ArmaDerivative {
 public:
  /// Coefficients, and where they come to by a step of one along a variable in which the products
  /// of the factors are affine: one coefficient, or one partial autocorrelation.
  struct Direction {
    std::vector<double> at, to;
  };

  explicit ArmaDerivative(const ArmaProblem& problem) : problem_(problem) {}

  /// The derivative of the value along each direction; not finite outside the domain.
  [[nodiscard]] std::vector<double> along(std::span<const Direction> directions);
  /// Derivatives of the coefficients of the columns along direction i of the last call.
  [[nodiscard]] std::vector<double> slopes(std::size_t i) const;

 private:
  const ArmaProblem& problem_;
  std::vector<ArmaLanes> groups_;
};
}  // namespace foretell::arima
