#pragma once
#include <array>

#include "foretell/kernels/elman_pointwise.hpp"
#include "foretell/network/cells/recurrent_product.hpp"
#include "foretell/network/cells/step.hpp"

namespace foretell::network {
/// The simple recurrent network, a^(t) of the textbooks being h. One step of a batch; the layer has
/// computed W x + b of every step beforehand.
///   h = φ(W x + U h' + b),  φ = tanh or max(0, ·)
///   Shapes  weight_hh [H, H]
///   Names   as PyTorch's RNN: weight_ih_l0, weight_hh_l0, bias_ih_l0 (its bias_hh_l0 added)
///   Source  Elman (1990), Cogn. Sci. 14, 179–211; ReLU: Le, Jaitly & Hinton (2015),
///           arXiv 1504.00941
template <class Real>
struct ElmanCell {
  RecurrentProduct<Real> product;
  kernels::Activation activation = kernels::Activation::kTanh;

  [[nodiscard]] std::array<RecurrentProduct<Real>, 1> products() const { return {product}; }
  void forward(const CellStep<Real>& step) const;
  void backward(const CellStep<Real>& step, const CellGradients<Real>& d) const;
  void add_weight_gradients(const CellRows<Real>& rows) const;
};
}  // namespace foretell::network
