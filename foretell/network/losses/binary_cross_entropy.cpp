#include "foretell/network/losses/binary_cross_entropy.hpp"

#include <cmath>

#include "foretell/network/losses/elementwise.hpp"

namespace foretell::network {
template <class Real>
Variable BinaryCrossEntropy<Real>::apply(Tape<Real>& tape, Variable logits,
                                         MatrixView<const Real> targets) const {
  assert(tape.value(logits).cols() == targets.cols());
  const RowFactors<Real> factors(options, targets.rows());
  const auto point = [](double x, const Real* target, std::size_t c) {
    const auto y = static_cast<double>(target[c]);
    const double e = std::exp(-std::abs(x));
    const double probability = (x >= 0 ? 1 : e) / (1 + e);
    return Point{std::max(x, 0.0) - x * y + std::log1p(e), probability - y};
  };
  return elementwise_loss(tape, logits, targets, factors, point);
}

template struct BinaryCrossEntropy<float>;
template struct BinaryCrossEntropy<double>;
}  // namespace foretell::network
