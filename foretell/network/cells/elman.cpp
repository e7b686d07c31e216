#include "foretell/network/cells/elman.hpp"

namespace foretell::network {
template <class Real>
void ElmanCell<Real>::forward(const CellStep<Real>& step) const {
  product.forward(step.h_in, step.normalised, step.scale, step.gates, step.packing);
  kernels::elman_forward(activation, step.gates, step.h);
}

template <class Real>
void ElmanCell<Real>::backward(const CellStep<Real>& step, const CellGradients<Real>& d) const {
  kernels::elman_backward(activation, step.gates, d.dh);
  product.add_input_gradient(product.backward(step.gates, step.normalised, step.scale), d.dh_in,
                             step.packing);
}

template <class Real>
void ElmanCell<Real>::add_weight_gradients(const CellRows<Real>& rows) const {
  product.add_weight_gradient(product.gain ? rows.normalised : rows.gates, rows.h_in);
}

template struct ElmanCell<float>;
template struct ElmanCell<double>;
}  // namespace foretell::network
