#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// y = x·Wᵀ + b, or y += x·Wᵀ where b is empty.
///   Shapes  x [N, I];  w [O, I];  b [1, O] or empty;  y [N, O]
///   Note    every number of y is the same whatever the other rows of x are, and whatever the
///           threads: a batch gives the bits of its rows one by one
///   Errors  none: shapes are asserted
void linear(MatrixView<const float> x, MatrixView<const float> w, MatrixView<const float> b,
            MatrixView<float> y) noexcept;
void linear(MatrixView<const double> x, MatrixView<const double> w, MatrixView<const double> b,
            MatrixView<double> y) noexcept;

/// Backward of linear: dx += dy·W,  dW += dyᵀ·x,  db += Σ rows of dy. An empty dx, dw or db is left
/// out.
///   Shapes  dy [N, O];  x, dx [N, I];  w, dw [O, I];  db [1, O]
void linear_backward(MatrixView<const float> dy, MatrixView<const float> x,
                     MatrixView<const float> w, MatrixView<float> dx, MatrixView<float> dw,
                     MatrixView<float> db) noexcept;
void linear_backward(MatrixView<const double> dy, MatrixView<const double> x,
                     MatrixView<const double> w, MatrixView<double> dx, MatrixView<double> dw,
                     MatrixView<double> db) noexcept;
}  // namespace foretell::kernels
