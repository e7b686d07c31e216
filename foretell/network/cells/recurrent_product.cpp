#include "foretell/network/cells/recurrent_product.hpp"

#include <algorithm>

#include "foretell/kernels/layer_norm.hpp"
#include "foretell/kernels/linear.hpp"

namespace foretell::network {
template <class Real>
void RecurrentProduct<Real>::product(MatrixView<const Real> x, MatrixView<Real> out,
                                     const Packing<Real>* packing) const {
  if (packing != nullptr) return packing->add_product(x, rows(), out);
  kernels::linear(x, rows(), {}, out);
}

template <class Real>
void RecurrentProduct<Real>::forward(MatrixView<const Real> x, MatrixView<Real> normalised,
                                     MatrixView<Real> scale, MatrixView<Real> out,
                                     const Packing<Real>* packing) const {
  if (gain == nullptr) return product(x, out, packing);
  for (std::size_t b = 0; b < x.rows(); ++b) std::fill_n(normalised.row(b), count, Real{0});
  product(x, normalised, packing);
  kernels::layer_norm<Real>(normalised, scale, gain->view().cols_from(first, count), out);
}

template <class Real>
MatrixView<const Real> RecurrentProduct<Real>::backward(MatrixView<const Real> dout,
                                                        MatrixView<Real> normalised,
                                                        MatrixView<const Real> scale) const {
  if (gain == nullptr) return dout;
  kernels::layer_norm_backward<Real>(dout, scale, gain->view().cols_from(first, count), normalised,
                                     gain->gradient_view().cols_from(first, count));
  return normalised;
}

template <class Real>
void RecurrentProduct<Real>::add_input_gradient(MatrixView<const Real> d, MatrixView<Real> dx,
                                                const Packing<Real>* packing) const {
  if (packing != nullptr) return packing->add_product_transposed(d, rows(), dx);
  kernels::linear_backward(d, {}, rows(), dx, {}, {});
}

template <class Real>
void RecurrentProduct<Real>::add_weight_gradient(MatrixView<const Real> d,
                                                 MatrixView<const Real> x) const {
  kernels::linear_backward(d, x, rows(), {}, weight->gradient_view().rows_from(first, count), {});
}

template struct RecurrentProduct<float>;
template struct RecurrentProduct<double>;
}  // namespace foretell::network
