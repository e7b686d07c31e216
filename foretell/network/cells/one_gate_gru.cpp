#include "foretell/network/cells/one_gate_gru.hpp"

namespace foretell::network {
template <class Real>
void OneGateGruCell<Real>::forward(const CellStep<Real>& step) const {
  product.forward(step.h_in, step.normalised, step.scale, step.gates, step.packing);
  kernels::one_gate_forward(step.gates, step.h_prev, step.h);
}

template <class Real>
void OneGateGruCell<Real>::backward(const CellStep<Real>& step,
                                    const CellGradients<Real>& d) const {
  kernels::one_gate_backward(step.gates, step.h_prev, d.dh, d.dh_prev);
  product.add_input_gradient(product.backward(step.gates, step.normalised, step.scale), d.dh_in,
                             step.packing);
}

template <class Real>
void OneGateGruCell<Real>::add_weight_gradients(const CellRows<Real>& rows) const {
  product.add_weight_gradient(product.gain ? rows.normalised : rows.gates, rows.h_in);
}

template struct OneGateGruCell<float>;
template struct OneGateGruCell<double>;
}  // namespace foretell::network
