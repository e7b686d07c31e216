#include "foretell/kernels/reference/elman_pointwise.hpp"

#include <algorithm>

#include "foretell/kernels/reference/activation.hpp"

namespace foretell::kernels::reference {
template <class Real>
void elman_forward(Activation activation, MatrixView<Real> a, MatrixView<Real> h) noexcept {
  for (std::size_t b = 0; b < h.rows(); ++b) {
    for (std::size_t j = 0; j < h.cols(); ++j) {
      const Real sum = a(b, j);
      a(b, j) = activation == Activation::kTanh ? std::tanh(sum) : std::max(sum, Real{0});
      h(b, j) = a(b, j);
    }
  }
}

template <class Real>
void elman_backward(Activation activation, MatrixView<Real> a, MatrixView<const Real> dh) noexcept {
  for (std::size_t b = 0; b < dh.rows(); ++b) {
    for (std::size_t j = 0; j < dh.cols(); ++j) {
      const Real value = a(b, j);
      const Real slope = activation == Activation::kTanh ? tanh_slope(value) : Real(value > 0);
      a(b, j) = dh(b, j) * slope;
    }
  }
}

template void elman_forward(Activation, MatrixView<float>, MatrixView<float>) noexcept;
template void elman_forward(Activation, MatrixView<double>, MatrixView<double>) noexcept;
template void elman_backward(Activation, MatrixView<float>, MatrixView<const float>) noexcept;
template void elman_backward(Activation, MatrixView<double>, MatrixView<const double>) noexcept;
}  // namespace foretell::kernels::reference
