#pragma once
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// softmax of every row, with its gradient.
///   p_k = e^{x_k}/Σ_j e^{x_j}
///   Shapes  x [rows, K] → [rows, K]
template <class Real>
[[nodiscard]] Variable softmax(Tape<Real>& tape, Variable x);

/// log softmax of every row: the scores that decoders add up.
template <class Real>
[[nodiscard]] Variable log_softmax(Tape<Real>& tape, Variable x);

/// σ, tanh and max(0, ·) of every number, with their gradients.
template <class Real>
[[nodiscard]] Variable sigmoid(Tape<Real>& tape, Variable x);
template <class Real>
[[nodiscard]] Variable tanh(Tape<Real>& tape, Variable x);
template <class Real>
[[nodiscard]] Variable relu(Tape<Real>& tape, Variable x);
}  // namespace foretell::network
