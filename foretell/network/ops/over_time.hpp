#pragma once
#include "foretell/base/ragged_layout.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// From one row per step to one row per sequence (many-to-one), over each sequence's own steps.
///   Shapes  x [layout.rows(), N] → [batch, N] in slot order
///   Note    the maximum passes its gradient to the first step that attains it
template <class Real>
[[nodiscard]] Variable last_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout);
template <class Real>
[[nodiscard]] Variable first_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout);
template <class Real>
[[nodiscard]] Variable mean_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout);
template <class Real>
[[nodiscard]] Variable max_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout);

/// From one row per sequence to one row per step (one-to-many): each step gets its sequence's row.
///   Shapes  x [batch, N] in slot order → [layout.rows(), N]
template <class Real>
[[nodiscard]] Variable repeat_over_time(Tape<Real>& tape, Variable x, const RaggedLayout& layout);

/// Rows of sequences from slot order to the caller's order, and back.
///   Shapes  x [batch, N] → [batch, N]
template <class Real>
[[nodiscard]] Variable to_caller_order(Tape<Real>& tape, Variable x, const RaggedLayout& layout);
template <class Real>
[[nodiscard]] Variable to_slot_order(Tape<Real>& tape, Variable x, const RaggedLayout& layout);
}  // namespace foretell::network
