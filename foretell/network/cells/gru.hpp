#pragma once
#include <array>

#include "foretell/kernels/gru_pointwise.hpp"
#include "foretell/network/cells/recurrent_product.hpp"
#include "foretell/network/cells/step.hpp"

namespace foretell::network {
/// Gated recurrent unit: reset (relevance) gate r, update gate z, candidate n; reset after the
/// product. One step of a batch; the layer has computed W x + b of every step beforehand.
///   r = σ(W_r x + U_r h' + b_r),   z = σ(W_z x + U_z h' + b_z)
///   n = tanh(W_n x + b_n + r∘(U_n h' + b_u)),   h = (1 − z)∘n + z∘h'
///   Shapes  weight_hh [3H, H] r|z|n;  bias_ih [1, 3H];  bias_hh b_u [1, H]
///   Names   as PyTorch's GRU: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0. PyTorch keeps
///           bias_hh for all three blocks: those of r and z add to bias_ih, that of n is b_u
///   Note    with layer norm, the products of r and z are normalised together, that of n by itself
///   Source  Cho et al. (2014), arXiv 1406.1078; reset after the product, as in cuDNN and PyTorch
template <class Real>
struct GruCell {
  RecurrentProduct<Real> gates, candidate;
  Parameter<Real>* bias_hh = nullptr;

  [[nodiscard]] std::array<RecurrentProduct<Real>, 2> products() const {
    return {gates, candidate};
  }
  void forward(const CellStep<Real>& step) const;
  void backward(const CellStep<Real>& step, const CellGradients<Real>& d) const;
  void add_weight_gradients(const CellRows<Real>& rows) const;
};

/// The same with reset before the product.
///   n = tanh(W_n x + U_n (r∘h') + b_n)
///   Source  Cho et al. (2014), arXiv 1406.1078, equations 5 to 8
template <class Real>
struct ResetBeforeGruCell {
  RecurrentProduct<Real> gates, candidate;

  [[nodiscard]] std::array<RecurrentProduct<Real>, 2> products() const {
    return {gates, candidate};
  }
  void forward(const CellStep<Real>& step) const;
  void backward(const CellStep<Real>& step, const CellGradients<Real>& d) const;
  void add_weight_gradients(const CellRows<Real>& rows) const;
};
}  // namespace foretell::network
