#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// layer_norm and layer_norm_backward in float on vectors; see layer_norm.hpp. Sums over a row go
/// sixteen columns at a time.
void layer_norm_vectors(MatrixView<float> x, MatrixView<float> scale, MatrixView<const float> gain,
                        MatrixView<float> out) noexcept;
void layer_norm_backward_vectors(MatrixView<const float> dy, MatrixView<const float> scale,
                                 MatrixView<const float> gain, MatrixView<float> normalised,
                                 MatrixView<float> dgain) noexcept;
}  // namespace foretell::kernels
