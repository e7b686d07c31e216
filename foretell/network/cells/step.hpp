#pragma once
#include "foretell/base/matrix_view.hpp"
#include "foretell/network/cells/packing.hpp"

namespace foretell::network {
/// What one step of a cell reads and writes, for the B sequences alive. The views belong to the
/// layer. G, E and N are the cell's numbers of gates, of further saved blocks and of norms.
///   Shapes  h_in, h_prev, h [B, P];  c_prev, c [B, H] (LSTM only);  gates [B, G·H];  extra [B,
///   E·H];
///           normalised [B, G·H] and scale [B, N] with layer norm, else empty;  P is H, or the
///           projection's width
template <class Real>
struct CellStep {
  MatrixView<const Real> h_in;    ///< h_prev as the products see it: after recurrent dropout
  MatrixView<const Real> h_prev;  ///< h_prev as it leaks through gates
  MatrixView<const Real> c_prev;
  MatrixView<Real> gates;  ///< in: input part and bias; out: the values of the gates
  MatrixView<Real> extra, normalised, scale;
  MatrixView<Real> h, c;
  const Packing<Real>* packing = nullptr;  ///< of the recurrent weights, if they are packed
};

/// The gradients of one step; shapes as of what they belong to. backward replaces gates by the
/// gradients of their sums, extra and normalised by what the weight gradients need.
template <class Real>
struct CellGradients {
  MatrixView<const Real> dh;
  MatrixView<Real> dc;       ///< in: from later steps; out: the whole of ∂J/∂c
  MatrixView<Real> dh_in;    ///< added to; may be the same as dh_prev
  MatrixView<Real> dh_prev;  ///< added to
  MatrixView<Real> dc_prev;  ///< overwritten; may lie in the memory of c_prev
  MatrixView<Real> scratch;  ///< [B, H]
};

/// Saved rows of several steps after their backward, for the gradients of the weights.
template <class Real>
struct CellRows {
  MatrixView<const Real> h_in, dh;
  MatrixView<const Real> gates, extra, normalised;
};
}  // namespace foretell::network
