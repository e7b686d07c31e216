#pragma once
#include "foretell/kernels/gru_pointwise.hpp"

namespace foretell::kernels::reference {
/// The formulas of kernels/gru_pointwise.hpp as they read: the truth that every fast version is
/// held to.
template <class Real>
void gru_forward(MatrixView<Real> gates, MatrixView<const Real> candidate,
                 MatrixView<const Real> h_prev, MatrixView<Real> h) noexcept;
template <class Real>
void gru_backward(MatrixView<Real> gates, MatrixView<Real> candidate, MatrixView<const Real> h_prev,
                  MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept;
template <class Real>
void gru_reset(MatrixView<Real> gates, MatrixView<const Real> h_in,
               MatrixView<Real> reset_h) noexcept;
template <class Real>
void gru_update(MatrixView<Real> gates, MatrixView<const Real> h_prev, MatrixView<Real> h) noexcept;
template <class Real>
void gru_update_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                         MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept;
template <class Real>
void gru_reset_backward(MatrixView<Real> gates, MatrixView<const Real> h_in,
                        MatrixView<const Real> dreset_h, MatrixView<Real> dh_in) noexcept;
template <class Real>
void one_gate_forward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                      MatrixView<Real> h) noexcept;
template <class Real>
void one_gate_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                       MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept;
}  // namespace foretell::kernels::reference
