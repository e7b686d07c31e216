#include "foretell/network/losses/pinball_loss.hpp"

#include "foretell/network/losses/elementwise.hpp"

namespace foretell::network {
template <class Real>
Variable PinballLoss<Real>::apply(Tape<Real>& tape, Variable x,
                                  MatrixView<const Real> targets) const {
  assert(tape.value(x).cols() == targets.cols() * levels.size());
  const double share = 1 / static_cast<double>(tape.value(x).cols());
  const RowFactors<Real> factors(options, targets.rows());
  const auto point = [share, tau = levels](double value, const Real* target, std::size_t c) {
    const double level = tau[c % tau.size()];
    const double rest = static_cast<double>(target[c / tau.size()]) - value;
    if (rest == 0) return Point{0, 0};
    const double slope = rest > 0 ? level : level - 1;
    return Point{share * slope * rest, -share * slope};
  };
  return elementwise_loss(tape, x, targets, factors, point);
}

template struct PinballLoss<float>;
template struct PinballLoss<double>;
}  // namespace foretell::network
