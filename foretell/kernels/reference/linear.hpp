#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels::reference {
/// Matrix products as written, one sum after another: the truth that every fast version is held to.
/// Add to their last argument. Shapes as in kernels/linear.hpp.
template <class Real>
void add_product(MatrixView<const Real> x, MatrixView<const Real> w, MatrixView<Real> y) noexcept;
template <class Real>
void add_product_transposed(MatrixView<const Real> dy, MatrixView<const Real> w,
                            MatrixView<Real> dx) noexcept;
template <class Real>
void add_outer_product(MatrixView<const Real> dy, MatrixView<const Real> x,
                       MatrixView<Real> dw) noexcept;
}  // namespace foretell::kernels::reference
