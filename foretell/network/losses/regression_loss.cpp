#include "foretell/network/losses/regression_loss.hpp"

#include <cmath>

#include "foretell/network/losses/elementwise.hpp"

namespace foretell::network {
namespace {
double sign(double e) {
  return static_cast<double>(e > 0) - static_cast<double>(e < 0);
}

/// The mean over columns of a loss of the error alone.
template <class Real, class OfError>
Variable mean_loss(Tape<Real>& tape, Variable x, MatrixView<const Real> targets,
                   const LossOptions<Real>& options, const OfError& of_error) {
  assert(tape.value(x).cols() == targets.cols());
  const double share = 1 / static_cast<double>(targets.cols());
  const auto point = [share, of_error](double value, const Real* target, std::size_t c) {
    const Point p = of_error(value - static_cast<double>(target[c]));
    return Point{share * p.value, share * p.slope};
  };
  return elementwise_loss(tape, x, targets, RowFactors<Real>(options, targets.rows()), point);
}
}  // namespace

template <class Real>
Variable MeanSquaredError<Real>::apply(Tape<Real>& tape, Variable x,
                                       MatrixView<const Real> targets) const {
  return mean_loss(tape, x, targets, options, [](double e) { return Point{e * e, 2 * e}; });
}

template <class Real>
Variable MeanAbsoluteError<Real>::apply(Tape<Real>& tape, Variable x,
                                        MatrixView<const Real> targets) const {
  return mean_loss(tape, x, targets, options, [](double e) { return Point{std::abs(e), sign(e)}; });
}

template <class Real>
Variable HuberLoss<Real>::apply(Tape<Real>& tape, Variable x,
                                MatrixView<const Real> targets) const {
  return mean_loss(tape, x, targets, options, [bound = delta](double e) {
    if (std::abs(e) <= bound) return Point{e * e / 2, e};
    return Point{bound * (std::abs(e) - bound / 2), bound * sign(e)};
  });
}

template struct MeanSquaredError<float>;
template struct MeanSquaredError<double>;
template struct MeanAbsoluteError<float>;
template struct MeanAbsoluteError<double>;
template struct HuberLoss<float>;
template struct HuberLoss<double>;
}  // namespace foretell::network
