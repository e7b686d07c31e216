#pragma once
#include "foretell/network/losses/loss_options.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// The loss of one number and its slope.
struct Point {
  double value, slope;
};

/// J_r = factor · Σ_c point(x_rc, y_r, c), rows joined as LossOptions says. A point sees row r of
/// the targets, and must be trivially copyable. Computed in double.
///   Shapes  x [rows, N];  targets [rows, any], must outlive `backward`;  loss [1, 1]
template <class Real, class PointLoss>
Variable elementwise_loss(Tape<Real>& tape, Variable x, MatrixView<const Real> targets,
                          const RowFactors<Real>& factors, const PointLoss& point) {
  const auto values = tape.value(x);
  assert(targets.rows() == values.rows());
  const Variable loss = tape.make(1, 1, tape.needs_gradient(x));
  double total = 0;
  for (std::size_t r = 0; r < values.rows(); ++r) {
    double sum = 0;
    for (std::size_t c = 0; c < values.cols(); ++c) {
      sum += point(static_cast<double>(values(r, c)), targets.row(r), c).value;
    }
    total += factors[r] * sum;
  }
  tape.value(loss)(0, 0) = static_cast<Real>(total);
  tape.record(loss, [x, loss, targets, factors, point](Tape<Real>& t) {
    const auto scores = t.value(x), dx = t.gradient(x);
    const auto dloss = static_cast<double>(t.gradient(loss)(0, 0));
    for (std::size_t r = 0; r < scores.rows(); ++r) {
      for (std::size_t c = 0; c < scores.cols(); ++c) {
        const double slope = point(static_cast<double>(scores(r, c)), targets.row(r), c).slope;
        dx(r, c) += static_cast<Real>(dloss * factors[r] * slope);
      }
    }
  });
  return loss;
}
}  // namespace foretell::network
