#pragma once
#include "foretell/kernels/gru_pointwise.hpp"

namespace foretell::kernels {
/// The functions of gru_pointwise.hpp in float, on vectors; see there.
void gru_forward_vectors(MatrixView<float> gates, MatrixView<const float> candidate,
                         MatrixView<const float> h_prev, MatrixView<float> h) noexcept;
void gru_backward_vectors(MatrixView<float> gates, MatrixView<float> candidate,
                          MatrixView<const float> h_prev, MatrixView<const float> dh,
                          MatrixView<float> dh_prev) noexcept;
void gru_reset_vectors(MatrixView<float> gates, MatrixView<const float> h_in,
                       MatrixView<float> reset_h) noexcept;
void gru_update_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                        MatrixView<float> h) noexcept;
void gru_update_backward_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                                 MatrixView<const float> dh, MatrixView<float> dh_prev) noexcept;
void gru_reset_backward_vectors(MatrixView<float> gates, MatrixView<const float> h_in,
                                MatrixView<const float> dreset_h, MatrixView<float> dh_in) noexcept;
void one_gate_forward_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                              MatrixView<float> h) noexcept;
void one_gate_backward_vectors(MatrixView<float> gates, MatrixView<const float> h_prev,
                               MatrixView<const float> dh, MatrixView<float> dh_prev) noexcept;
}  // namespace foretell::kernels
