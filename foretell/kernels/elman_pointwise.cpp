#include "foretell/kernels/elman_pointwise.hpp"

#include "foretell/kernels/elman_vectors.hpp"
#include "foretell/kernels/reference/elman_pointwise.hpp"

namespace foretell::kernels {
template <>
void elman_forward(Activation activation, MatrixView<float> a, MatrixView<float> h) noexcept {
  elman_forward_vectors(activation, a, h);
}

template <>
void elman_forward(Activation activation, MatrixView<double> a, MatrixView<double> h) noexcept {
  reference::elman_forward(activation, a, h);
}

template <>
void elman_backward(Activation activation, MatrixView<float> a,
                    MatrixView<const float> dh) noexcept {
  elman_backward_vectors(activation, a, dh);
}

template <>
void elman_backward(Activation activation, MatrixView<double> a,
                    MatrixView<const double> dh) noexcept {
  reference::elman_backward(activation, a, dh);
}

}  // namespace foretell::kernels
