#pragma once
#include "foretell/network/random_mask.hpp"

namespace foretell::network {
/// The step of a batch that masks are drawn for.
struct ZoneoutStep {
  const Pass* pass;
  const RaggedLayout* layout;
  std::size_t t;
};

/// Zoneout of a state: in training each unit keeps its value of the step before with probability p,
/// otherwise the states are mixed in that proportion.
///   s ← z∘s_prev + (1 − z)∘s,  z ∈ {0, 1} drawn, or z = p
///   Shapes  s_prev, s [B, W]
///   Source  Krueger et al. (2017), arXiv 1606.01305
template <class Real>
void zoneout(const RandomMask& mask, const ZoneoutStep& at, MatrixView<const Real> before,
             MatrixView<Real> state);
/// Its backward: kept = z∘d, then d ← (1 − z)∘d.
template <class Real>
void zoneout_backward(const RandomMask& mask, const ZoneoutStep& at, MatrixView<Real> d,
                      MatrixView<Real> kept);
}  // namespace foretell::network
