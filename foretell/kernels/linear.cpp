#include "foretell/kernels/linear.hpp"

#include <algorithm>

#include "foretell/kernels/reference/linear.hpp"

namespace foretell::kernels {
namespace {
template <class Real>
void forward(MatrixView<const Real> x, MatrixView<const Real> w, MatrixView<const Real> b,
             MatrixView<Real> y) {
  assert(x.cols() == w.cols() && y.cols() == w.rows() && y.rows() == x.rows());
  if (!b.empty()) {
    for (std::size_t r = 0; r < y.rows(); ++r) std::copy_n(b.data(), y.cols(), y.row(r));
  }
  reference::add_product<Real>(x, w, y);
}

template <class Real>
void backward(MatrixView<const Real> dy, MatrixView<const Real> x, MatrixView<const Real> w,
              MatrixView<Real> dx, MatrixView<Real> dw, MatrixView<Real> db) {
  if (!dx.empty()) reference::add_product_transposed<Real>(dy, w, dx);
  if (!dw.empty()) reference::add_outer_product<Real>(dy, x, dw);
  if (db.empty()) return;
  for (std::size_t r = 0; r < dy.rows(); ++r) {
    for (std::size_t c = 0; c < dy.cols(); ++c) db(0, c) += dy(r, c);
  }
}
}  // namespace

void linear(MatrixView<const float> x, MatrixView<const float> w, MatrixView<const float> b,
            MatrixView<float> y) noexcept {
  forward<float>(x, w, b, y);
}

void linear(MatrixView<const double> x, MatrixView<const double> w, MatrixView<const double> b,
            MatrixView<double> y) noexcept {
  forward<double>(x, w, b, y);
}

void linear_backward(MatrixView<const float> dy, MatrixView<const float> x,
                     MatrixView<const float> w, MatrixView<float> dx, MatrixView<float> dw,
                     MatrixView<float> db) noexcept {
  backward<float>(dy, x, w, dx, dw, db);
}

void linear_backward(MatrixView<const double> dy, MatrixView<const double> x,
                     MatrixView<const double> w, MatrixView<double> dx, MatrixView<double> dw,
                     MatrixView<double> db) noexcept {
  backward<double>(dy, x, w, dx, dw, db);
}
}  // namespace foretell::kernels
