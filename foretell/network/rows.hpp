#pragma once
#include <algorithm>

#include "foretell/base/matrix_view.hpp"

namespace foretell::network {
/// Small loops over the rows of views. Shapes of all arguments agree unless said otherwise.
template <class Real>
void fill(MatrixView<Real> x, Real value) {
  for (std::size_t r = 0; r < x.rows(); ++r) std::fill_n(x.row(r), x.cols(), value);
}

template <class Real>
void copy(MatrixView<const Real> from, MatrixView<Real> to) {
  for (std::size_t r = 0; r < from.rows(); ++r) std::copy_n(from.row(r), from.cols(), to.row(r));
}

/// to += x
template <class Real>
void add(MatrixView<const Real> x, MatrixView<Real> to) {
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t c = 0; c < x.cols(); ++c) to(r, c) += x(r, c);
  }
}

/// to += x ∘ factor, of the first rows of factor
template <class Real>
void add_product(MatrixView<const Real> x, MatrixView<const Real> factor, MatrixView<Real> to) {
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t c = 0; c < x.cols(); ++c) to(r, c) += x(r, c) * factor(r, c);
  }
}

/// to [1, N] += the sum of the rows of x [R, N]
template <class Real>
void add_rows(MatrixView<const Real> x, MatrixView<Real> to) {
  for (std::size_t r = 0; r < x.rows(); ++r) {
    for (std::size_t c = 0; c < x.cols(); ++c) to(0, c) += x(r, c);
  }
}

/// Column c of x; empty stays empty.
template <class Real>
MatrixView<Real> column(MatrixView<Real> x, std::size_t c) {
  return x.empty() ? x : x.cols_from(c, 1);
}
}  // namespace foretell::network
