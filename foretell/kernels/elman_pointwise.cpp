#include "foretell/kernels/elman_pointwise.hpp"

#include "foretell/kernels/reference/elman_pointwise.hpp"

namespace foretell::kernels {
template <class Real>
void elman_forward(Activation activation, MatrixView<Real> a, MatrixView<Real> h) noexcept {
  reference::elman_forward<Real>(activation, a, h);
}

template <class Real>
void elman_backward(Activation activation, MatrixView<Real> a, MatrixView<const Real> dh) noexcept {
  reference::elman_backward<Real>(activation, a, dh);
}

template void elman_forward(Activation, MatrixView<float>, MatrixView<float>) noexcept;
template void elman_forward(Activation, MatrixView<double>, MatrixView<double>) noexcept;
template void elman_backward(Activation, MatrixView<float>, MatrixView<const float>) noexcept;
template void elman_backward(Activation, MatrixView<double>, MatrixView<const double>) noexcept;
}  // namespace foretell::kernels
