#pragma once
#include "foretell/network/random_mask.hpp"

namespace foretell::network {
/// Sets a share of the units to zero in training and scales the others up; else does nothing.
///   y = x∘m/(1 − p),  m ∈ {0, 1} with P(m = 0) = p, anew for each unit, sequence and step, or,
///   where `per_sequence`, once for all steps of a sequence
///   Shapes  x, y [rows, N] over the layout, or [batch, N] in slot order
///   Source  Srivastava et al. (2014), JMLR 15; per sequence: Gal & Ghahramani (2016),
///           arXiv 1512.05287
struct Dropout {
  double probability = 0;  ///< p in [0, 1)
  bool per_sequence = false;

  template <class Real>
  [[nodiscard]] Variable apply(Tape<Real>& tape, Variable x, const RaggedLayout& layout) const;
};
}  // namespace foretell::network
