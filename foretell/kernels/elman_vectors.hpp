#pragma once
#include "foretell/kernels/elman_pointwise.hpp"

namespace foretell::kernels {
/// The functions of elman_pointwise.hpp in float, on vectors; see there.
void elman_forward_vectors(Activation activation, MatrixView<float> a,
                           MatrixView<float> h) noexcept;
void elman_backward_vectors(Activation activation, MatrixView<float> a,
                            MatrixView<const float> dh) noexcept;
}  // namespace foretell::kernels
