#pragma once
#include "foretell/kernels/lstm_pointwise.hpp"

namespace foretell::kernels {
/// lstm_forward and lstm_backward in float on vectors; see there.
void lstm_forward_vectors(MatrixView<float> gates, MatrixView<const float> c_prev,
                          const LstmVariant<float>& variant, MatrixView<float> c,
                          MatrixView<float> m) noexcept;
void lstm_backward_vectors(MatrixView<float> gates, MatrixView<const float> c_prev,
                           const LstmVariant<float>& variant,
                           const LstmGradients<float>& d) noexcept;
}  // namespace foretell::kernels
