#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// The part of a GRU step, reset after the product, that is no product. Gates come as sums and are
/// replaced by their values; candidate is the recurrent part of n, bias included, and stays.
///   r = σ(r),  z = σ(z),  n = tanh(n + r∘candidate),  h = (1 − z)∘n + z∘h'
///   Shapes  gates [B, 3H] packed r|z|n;  candidate, h' = h_prev, h [B, H]
template <class Real>
void gru_forward(MatrixView<Real> gates, MatrixView<const Real> candidate,
                 MatrixView<const Real> h_prev, MatrixView<Real> h) noexcept;
/// The same of some units of one sequence, one gate per row.
///   Shapes  gates [3, U] rows r|z|n;  candidate, h' = h_prev, h [1, U]
void gru_forward_units(MatrixView<float> gates, MatrixView<const float> candidate,
                       MatrixView<const float> h_prev, MatrixView<float> h) noexcept;
/// Backward of gru_forward: replaces gates and candidate by the gradients of their sums; adds to
/// dh_prev what leaks through z.
template <class Real>
void gru_backward(MatrixView<Real> gates, MatrixView<Real> candidate, MatrixView<const Real> h_prev,
                  MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept;

/// The same with reset before the product, in two halves. First r, z and what enters the product:
///   r = σ(r),  z = σ(z),  reset_h = r∘h'
template <class Real>
void gru_reset(MatrixView<Real> gates, MatrixView<const Real> h_in,
               MatrixView<Real> reset_h) noexcept;
/// Then, with the product added to n:  n = tanh(n),  h = (1 − z)∘n + z∘h'
template <class Real>
void gru_update(MatrixView<Real> gates, MatrixView<const Real> h_prev, MatrixView<Real> h) noexcept;
/// Backward of gru_update: replaces z and n by the gradients of their sums; adds to dh_prev.
template <class Real>
void gru_update_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                         MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept;
/// Backward of gru_reset: replaces r by the gradient of its sum; adds to dh_in.
template <class Real>
void gru_reset_backward(MatrixView<Real> gates, MatrixView<const Real> h_in,
                        MatrixView<const Real> dreset_h, MatrixView<Real> dh_in) noexcept;

/// A step with one gate:  u = σ(u),  n = tanh(n),  h = u∘n + (1 − u)∘h'
///   Shapes  gates [B, 2H] packed u|n;  h' = h_prev, h [B, H]
template <class Real>
void one_gate_forward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                      MatrixView<Real> h) noexcept;
/// Its backward: replaces gates by the gradients of their sums; adds to dh_prev.
template <class Real>
void one_gate_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                       MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept;
}  // namespace foretell::kernels
