#include "foretell/kernels/gru_pointwise.hpp"

#include "foretell/kernels/reference/gru_pointwise.hpp"

namespace foretell::kernels {
template <class Real>
void gru_forward(MatrixView<Real> gates, MatrixView<const Real> candidate,
                 MatrixView<const Real> h_prev, MatrixView<Real> h) noexcept {
  reference::gru_forward<Real>(gates, candidate, h_prev, h);
}

template <class Real>
void gru_backward(MatrixView<Real> gates, MatrixView<Real> candidate, MatrixView<const Real> h_prev,
                  MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept {
  reference::gru_backward<Real>(gates, candidate, h_prev, dh, dh_prev);
}

template <class Real>
void gru_reset(MatrixView<Real> gates, MatrixView<const Real> h_in,
               MatrixView<Real> reset_h) noexcept {
  reference::gru_reset<Real>(gates, h_in, reset_h);
}

template <class Real>
void gru_update(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                MatrixView<Real> h) noexcept {
  reference::gru_update<Real>(gates, h_prev, h);
}

template <class Real>
void gru_update_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                         MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept {
  reference::gru_update_backward<Real>(gates, h_prev, dh, dh_prev);
}

template <class Real>
void gru_reset_backward(MatrixView<Real> gates, MatrixView<const Real> h_in,
                        MatrixView<const Real> dreset_h, MatrixView<Real> dh_in) noexcept {
  reference::gru_reset_backward<Real>(gates, h_in, dreset_h, dh_in);
}

template <class Real>
void one_gate_forward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                      MatrixView<Real> h) noexcept {
  reference::one_gate_forward<Real>(gates, h_prev, h);
}

template <class Real>
void one_gate_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                       MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept {
  reference::one_gate_backward<Real>(gates, h_prev, dh, dh_prev);
}

template void gru_forward(MatrixView<float>, MatrixView<const float>, MatrixView<const float>,
                          MatrixView<float>) noexcept;
template void gru_forward(MatrixView<double>, MatrixView<const double>, MatrixView<const double>,
                          MatrixView<double>) noexcept;
template void gru_backward(MatrixView<float>, MatrixView<float>, MatrixView<const float>,
                           MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_backward(MatrixView<double>, MatrixView<double>, MatrixView<const double>,
                           MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_reset(MatrixView<float>, MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_reset(MatrixView<double>, MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_update(MatrixView<float>, MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_update(MatrixView<double>, MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_update_backward(MatrixView<float>, MatrixView<const float>,
                                  MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_update_backward(MatrixView<double>, MatrixView<const double>,
                                  MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_reset_backward(MatrixView<float>, MatrixView<const float>,
                                 MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_reset_backward(MatrixView<double>, MatrixView<const double>,
                                 MatrixView<const double>, MatrixView<double>) noexcept;
template void one_gate_forward(MatrixView<float>, MatrixView<const float>,
                               MatrixView<float>) noexcept;
template void one_gate_forward(MatrixView<double>, MatrixView<const double>,
                               MatrixView<double>) noexcept;
template void one_gate_backward(MatrixView<float>, MatrixView<const float>, MatrixView<const float>,
                                MatrixView<float>) noexcept;
template void one_gate_backward(MatrixView<double>, MatrixView<const double>,
                                MatrixView<const double>, MatrixView<double>) noexcept;
}  // namespace foretell::kernels
