#include "foretell/network/cells/gru.hpp"

#include "foretell/network/rows.hpp"

namespace foretell::network {
namespace {
/// A product's share of what is saved of a step: its columns, and the n-th scale.
template <class Real>
MatrixView<Real> normalised(const RecurrentProduct<Real>& product, const CellStep<Real>& step) {
  return product.columns(step.normalised);
}
}  // namespace

template <class Real>
void GruCell<Real>::forward(const CellStep<Real>& step) const {
  gates.forward(step.h_in, normalised(gates, step), column(step.scale, 0),
                gates.columns(step.gates), step.packing);
  for (std::size_t b = 0; b < step.extra.rows(); ++b) {
    if (bias_hh == nullptr) {
      std::fill_n(step.extra.row(b), step.extra.cols(), Real{0});
    } else {
      std::copy_n(bias_hh->value.data(), step.extra.cols(), step.extra.row(b));
    }
  }
  candidate.forward(step.h_in, normalised(candidate, step), column(step.scale, 1), step.extra,
                    step.packing);
  kernels::gru_forward<Real>(step.gates, step.extra, step.h_prev, step.h);
}

template <class Real>
void GruCell<Real>::backward(const CellStep<Real>& step, const CellGradients<Real>& d) const {
  kernels::gru_backward(step.gates, step.extra, step.h_prev, d.dh, d.dh_prev);
  gates.add_input_gradient(
      gates.backward(gates.columns(step.gates), normalised(gates, step), column(step.scale, 0)),
      d.dh_in, step.packing);
  candidate.add_input_gradient(
      candidate.backward(step.extra, normalised(candidate, step), column(step.scale, 1)), d.dh_in,
      step.packing);
}

template <class Real>
void GruCell<Real>::add_weight_gradients(const CellRows<Real>& rows) const {
  gates.add_weight_gradient(gates.columns(gates.gain ? rows.normalised : rows.gates), rows.h_in);
  candidate.add_weight_gradient(candidate.gain ? candidate.columns(rows.normalised) : rows.extra,
                                rows.h_in);
  if (bias_hh != nullptr) add_rows<Real>(rows.extra, bias_hh->gradient_view());
}

template <class Real>
void ResetBeforeGruCell<Real>::forward(const CellStep<Real>& step) const {
  gates.forward(step.h_in, normalised(gates, step), column(step.scale, 0),
                gates.columns(step.gates), step.packing);
  kernels::gru_reset(step.gates, step.h_in, step.extra);
  candidate.forward(step.extra, normalised(candidate, step), column(step.scale, 1),
                    candidate.columns(step.gates), step.packing);
  kernels::gru_update(step.gates, step.h_prev, step.h);
}

template <class Real>
void ResetBeforeGruCell<Real>::backward(const CellStep<Real>& step,
                                        const CellGradients<Real>& d) const {
  kernels::gru_update_backward(step.gates, step.h_prev, d.dh, d.dh_prev);
  const auto dreset_h = d.scratch;
  fill(dreset_h, Real{0});
  candidate.add_input_gradient(
      candidate.backward(candidate.columns(step.gates), normalised(candidate, step),
                         column(step.scale, 1)),
      dreset_h, step.packing);
  kernels::gru_reset_backward<Real>(step.gates, step.h_in, dreset_h, d.dh_in);
  gates.add_input_gradient(
      gates.backward(gates.columns(step.gates), normalised(gates, step), column(step.scale, 0)),
      d.dh_in, step.packing);
}

template <class Real>
void ResetBeforeGruCell<Real>::add_weight_gradients(const CellRows<Real>& rows) const {
  gates.add_weight_gradient(gates.columns(gates.gain ? rows.normalised : rows.gates), rows.h_in);
  candidate.add_weight_gradient(candidate.columns(candidate.gain ? rows.normalised : rows.gates),
                                rows.extra);
}

template struct GruCell<float>;
template struct GruCell<double>;
template struct ResetBeforeGruCell<float>;
template struct ResetBeforeGruCell<double>;
}  // namespace foretell::network
