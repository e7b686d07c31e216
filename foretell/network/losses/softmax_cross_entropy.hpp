#pragma once
#include <cstdint>

#include "foretell/network/losses/loss_options.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// Cross-entropy between softmax(x) and one class per row, in one pass without overflow.
///   J_r = −Σ_k q_k log p_k,  p = softmax(x_r),  q_k = (1 − ε)·1[k = y_r] + ε/K
///   Shapes  logits x [rows, K];  targets y [rows], each below K
///   Units   nats
///   Errors  none: shapes are asserted
///   Source  label smoothing ε: Szegedy et al. (2016), arXiv 1512.00567
template <class Real>
struct SoftmaxCrossEntropy {
  double label_smoothing = 0;  ///< ε in [0, 1)
  LossOptions<Real> options = {};

  /// The loss [1, 1]. Targets and weights must outlive `backward`.
  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable logits,
                               std::span<const std::uint32_t> targets) const;
};
}  // namespace foretell::network
