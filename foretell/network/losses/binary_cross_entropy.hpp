#pragma once
#include "foretell/network/losses/loss_options.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// Cross-entropy of independent yes-or-no labels, many a step, from their logits, without overflow.
///   J_r = −Σ_c y log σ(x) + (1 − y) log(1 − σ(x)) = Σ_c max(x, 0) − x·y + log(1 + e^−|x|)
///   Shapes  logits x [rows, N];  targets y [rows, N] in [0, 1]
///   Units   nats, summed over the labels of a step
///   Errors  none: shapes are asserted
template <class Real>
struct BinaryCrossEntropy {
  LossOptions<Real> options = {};

  /// The loss [1, 1]. Targets and weights must outlive `backward`.
  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable logits,
                               MatrixView<const Real> targets) const;
};
}  // namespace foretell::network
