#pragma once
#include <array>

#include "foretell/kernels/gru_pointwise.hpp"
#include "foretell/network/cells/recurrent_product.hpp"
#include "foretell/network/cells/step.hpp"

namespace foretell::network {
/// The basic GRU of the textbooks: one update gate Γu and no relevance gate; h is the memory c. One
/// step of a batch; the layer has computed W x + b of every step beforehand.
///   u = σ(W_u x + U_u h' + b_u),   n = tanh(W_n x + U_n h' + b_n)
///   h = u∘n + (1 − u)∘h'
///   Shapes  weight_hh [2H, H] u|n
///   Names   as PyTorch's GRU, with these two blocks
///   Note    u lets the new value in: the z of GruCell is 1 − u
///   Source  the GRU of Cho et al. (2014), arXiv 1406.1078, with its reset gate held at one
template <class Real>
struct OneGateGruCell {
  RecurrentProduct<Real> product;

  [[nodiscard]] std::array<RecurrentProduct<Real>, 1> products() const { return {product}; }
  void forward(const CellStep<Real>& step) const;
  void backward(const CellStep<Real>& step, const CellGradients<Real>& d) const;
  void add_weight_gradients(const CellRows<Real>& rows) const;
};
}  // namespace foretell::network
