#include "foretell/network/cells/lstm.hpp"

#include "foretell/kernels/linear.hpp"
#include "foretell/network/rows.hpp"

namespace foretell::network {
template <class Real>
kernels::LstmVariant<Real> LstmCell<Real>::variant() const {
  if (peephole == nullptr) return {.coupled = coupled};
  return {peephole->view(), peephole->gradient_view(), coupled};
}

template <class Real>
void LstmCell<Real>::forward(const CellStep<Real>& step) const {
  product.forward(step.h_in, step.normalised, step.scale, step.gates, step.packing);
  const auto m = projection ? step.extra : step.h;
  kernels::lstm_forward(step.gates, step.c_prev, variant(), step.c, m);
  if (projection == nullptr) return;
  fill(step.h, Real{0});
  kernels::linear(m, projection->view(), {}, step.h);
}

template <class Real>
void LstmCell<Real>::backward(const CellStep<Real>& step, const CellGradients<Real>& d) const {
  MatrixView<const Real> dm = d.dh;
  if (projection != nullptr) {
    fill(d.scratch, Real{0});
    kernels::linear_backward(d.dh, {}, projection->view(), d.scratch, {}, {});
    dm = d.scratch;
  }
  kernels::lstm_backward<Real>(step.gates, step.c_prev, variant(), {dm, d.dc, d.dc_prev});
  const auto dproduct = product.backward(step.gates, step.normalised, step.scale);
  product.add_input_gradient(dproduct, d.dh_in, step.packing);
}

template <class Real>
void LstmCell<Real>::add_weight_gradients(const CellRows<Real>& rows) const {
  product.add_weight_gradient(product.gain ? rows.normalised : rows.gates, rows.h_in);
  if (projection == nullptr) return;
  kernels::linear_backward(rows.dh, rows.extra, projection->view(), {}, projection->gradient_view(),
                           {});
}

template struct LstmCell<float>;
template struct LstmCell<double>;
}  // namespace foretell::network
