#include "foretell/kernels/reference/linear.hpp"

namespace foretell::kernels::reference {
template <class Real>
void add_product(MatrixView<const Real> x, MatrixView<const Real> w, MatrixView<Real> y) noexcept {
  for (std::size_t i = 0; i < y.rows(); ++i) {
    for (std::size_t j = 0; j < y.cols(); ++j) {
      Real sum = 0;
      for (std::size_t k = 0; k < x.cols(); ++k) sum += x(i, k) * w(j, k);
      y(i, j) += sum;
    }
  }
}

template <class Real>
void add_product_transposed(MatrixView<const Real> dy, MatrixView<const Real> w,
                            MatrixView<Real> dx) noexcept {
  for (std::size_t i = 0; i < dx.rows(); ++i) {
    for (std::size_t k = 0; k < dx.cols(); ++k) {
      Real sum = 0;
      for (std::size_t j = 0; j < dy.cols(); ++j) sum += dy(i, j) * w(j, k);
      dx(i, k) += sum;
    }
  }
}

template <class Real>
void add_outer_product(MatrixView<const Real> dy, MatrixView<const Real> x,
                       MatrixView<Real> dw) noexcept {
  for (std::size_t j = 0; j < dw.rows(); ++j) {
    for (std::size_t k = 0; k < dw.cols(); ++k) {
      Real sum = 0;
      for (std::size_t i = 0; i < dy.rows(); ++i) sum += dy(i, j) * x(i, k);
      dw(j, k) += sum;
    }
  }
}

template void add_product(MatrixView<const float>, MatrixView<const float>,
                          MatrixView<float>) noexcept;
template void add_product(MatrixView<const double>, MatrixView<const double>,
                          MatrixView<double>) noexcept;
template void add_product_transposed(MatrixView<const float>, MatrixView<const float>,
                                     MatrixView<float>) noexcept;
template void add_product_transposed(MatrixView<const double>, MatrixView<const double>,
                                     MatrixView<double>) noexcept;
template void add_outer_product(MatrixView<const float>, MatrixView<const float>,
                                MatrixView<float>) noexcept;
template void add_outer_product(MatrixView<const double>, MatrixView<const double>,
                                MatrixView<double>) noexcept;
}  // namespace foretell::kernels::reference
