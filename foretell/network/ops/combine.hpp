#pragma once
#include <span>

#include "foretell/network/tape.hpp"

namespace foretell::network {
/// a + b, of the same shape: a residual connection.
template <class Real>
[[nodiscard]] Variable add(Tape<Real>& tape, Variable a, Variable b);

/// a and b side by side.
///   Shapes  a [R, N], b [R, M] → [R, N + M]
template <class Real>
[[nodiscard]] Variable concatenate(Tape<Real>& tape, Variable a, Variable b);
}  // namespace foretell::network
