#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
enum class Activation { kTanh, kRelu };

/// h = a = tanh(a) or max(0, a), where a comes as the sum and is replaced by the value.
///   Shapes  a, h [B, H]
template <class Real>
void elman_forward(Activation activation, MatrixView<Real> a, MatrixView<Real> h) noexcept;
/// Replaces a by the gradient of its sum; the slope of relu at zero is zero.
template <class Real>
void elman_backward(Activation activation, MatrixView<Real> a, MatrixView<const Real> dh) noexcept;
}  // namespace foretell::kernels
