#include "foretell/kernels/gru_pointwise.hpp"

#include "foretell/kernels/gru_vectors.hpp"
#include "foretell/kernels/reference/gru_pointwise.hpp"
#include "foretell/kernels/row_blocks.hpp"

namespace foretell::kernels {
template <>
void gru_forward(MatrixView<float> gates, MatrixView<const float> candidate,
                 MatrixView<const float> h_prev, MatrixView<float> h) noexcept {
  in_row_blocks(h.rows(), gates.cols(), [&](std::size_t first, std::size_t count) {
    gru_forward_vectors(gates.rows_from(first, count), candidate.rows_from(first, count),
                        h_prev.rows_from(first, count), h.rows_from(first, count));
  });
}

template <>
void gru_forward(MatrixView<double> gates, MatrixView<const double> candidate,
                 MatrixView<const double> h_prev, MatrixView<double> h) noexcept {
  reference::gru_forward(gates, candidate, h_prev, h);
}

template <>
void gru_backward(MatrixView<float> gates, MatrixView<float> candidate,
                  MatrixView<const float> h_prev, MatrixView<const float> dh,
                  MatrixView<float> dh_prev) noexcept {
  in_row_blocks(dh.rows(), gates.cols(), [&](std::size_t first, std::size_t count) {
    gru_backward_vectors(gates.rows_from(first, count), candidate.rows_from(first, count),
                         h_prev.rows_from(first, count), dh.rows_from(first, count),
                         dh_prev.rows_from(first, count));
  });
}

template <>
void gru_backward(MatrixView<double> gates, MatrixView<double> candidate,
                  MatrixView<const double> h_prev, MatrixView<const double> dh,
                  MatrixView<double> dh_prev) noexcept {
  reference::gru_backward(gates, candidate, h_prev, dh, dh_prev);
}

template <>
void gru_reset(MatrixView<float> gates, MatrixView<const float> h_in,
               MatrixView<float> reset_h) noexcept {
  gru_reset_vectors(gates, h_in, reset_h);
}

template <>
void gru_reset(MatrixView<double> gates, MatrixView<const double> h_in,
               MatrixView<double> reset_h) noexcept {
  reference::gru_reset(gates, h_in, reset_h);
}

template <>
void gru_update(MatrixView<float> gates, MatrixView<const float> h_prev,
                MatrixView<float> h) noexcept {
  gru_update_vectors(gates, h_prev, h);
}

template <>
void gru_update(MatrixView<double> gates, MatrixView<const double> h_prev,
                MatrixView<double> h) noexcept {
  reference::gru_update(gates, h_prev, h);
}

template <>
void gru_update_backward(MatrixView<float> gates, MatrixView<const float> h_prev,
                         MatrixView<const float> dh, MatrixView<float> dh_prev) noexcept {
  gru_update_backward_vectors(gates, h_prev, dh, dh_prev);
}

template <>
void gru_update_backward(MatrixView<double> gates, MatrixView<const double> h_prev,
                         MatrixView<const double> dh, MatrixView<double> dh_prev) noexcept {
  reference::gru_update_backward(gates, h_prev, dh, dh_prev);
}

template <>
void gru_reset_backward(MatrixView<float> gates, MatrixView<const float> h_in,
                        MatrixView<const float> dreset_h, MatrixView<float> dh_in) noexcept {
  gru_reset_backward_vectors(gates, h_in, dreset_h, dh_in);
}

template <>
void gru_reset_backward(MatrixView<double> gates, MatrixView<const double> h_in,
                        MatrixView<const double> dreset_h, MatrixView<double> dh_in) noexcept {
  reference::gru_reset_backward(gates, h_in, dreset_h, dh_in);
}

template <>
void one_gate_forward(MatrixView<float> gates, MatrixView<const float> h_prev,
                      MatrixView<float> h) noexcept {
  one_gate_forward_vectors(gates, h_prev, h);
}

template <>
void one_gate_forward(MatrixView<double> gates, MatrixView<const double> h_prev,
                      MatrixView<double> h) noexcept {
  reference::one_gate_forward(gates, h_prev, h);
}

template <>
void one_gate_backward(MatrixView<float> gates, MatrixView<const float> h_prev,
                       MatrixView<const float> dh, MatrixView<float> dh_prev) noexcept {
  one_gate_backward_vectors(gates, h_prev, dh, dh_prev);
}

template <>
void one_gate_backward(MatrixView<double> gates, MatrixView<const double> h_prev,
                       MatrixView<const double> dh, MatrixView<double> dh_prev) noexcept {
  reference::one_gate_backward(gates, h_prev, dh, dh_prev);
}

}  // namespace foretell::kernels
