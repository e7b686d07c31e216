#pragma once
#include <array>

#include "foretell/kernels/lstm_pointwise.hpp"
#include "foretell/network/cells/recurrent_product.hpp"
#include "foretell/network/cells/step.hpp"

namespace foretell::network {
/// Long short-term memory: input (update) gate i, forget gate f, candidate g, output gate o and a
/// memory c. One step of a batch; the layer has computed x·W_ihᵀ + b of every step beforehand.
///   i = σ(W_i x + U_i h' + b_i),   f = σ(W_f x + U_f h' + b_f)
///   g = tanh(W_g x + U_g h' + b_g), o = σ(W_o x + U_o h' + b_o)
///   c = f∘c' + i∘g,   m = o∘tanh(c),   h = m
///   Peepholes   i += p_i∘c' and f += p_f∘c' before σ, o += p_o∘c (the new c)
///   Coupled     f = 1 − i; the blocks are i|g|o
///   Projection  h = R·m with R [P, H]
///   Shapes      weight_hh [4H, P] i|f|g|o;  peephole [3, H] i|f|o (coupled [2, H] i|o)
///   Names       as PyTorch's LSTM: weight_ih_l0, weight_hh_l0, bias_ih_l0, weight_hr_l0; its
///               bias_hh_l0 only ever adds to bias_ih_l0: the one here is their sum. Without
///               counterpart: weight_peephole_l0, gain_ih_l0, gain_hh_l0
///   Source      Hochreiter & Schmidhuber (1997), Neural Comput. 9; forget gate: Gers,
///               Schmidhuber & Cummins (2000); peepholes: Gers, Schraudolph & Schmidhuber (2002),
///               JMLR 3; coupled: Greff et al. (2017), arXiv 1503.04069; projection: Sak, Senior &
///               Beaufays (2014), arXiv 1402.1128
template <class Real>
struct LstmCell {
  RecurrentProduct<Real> product;
  Parameter<Real>* peephole = nullptr;    ///< null: none
  Parameter<Real>* projection = nullptr;  ///< R, null: none
  bool coupled = false;

  [[nodiscard]] static constexpr std::size_t num_gates(bool coupled) { return coupled ? 3 : 4; }

  /// The products with the state of the step before.
  [[nodiscard]] std::array<RecurrentProduct<Real>, 1> products() const { return {product}; }
  void forward(const CellStep<Real>& step) const;
  void backward(const CellStep<Real>& step, const CellGradients<Real>& d) const;
  void add_weight_gradients(const CellRows<Real>& rows) const;
  [[nodiscard]] kernels::LstmVariant<Real> variant() const;
};
}  // namespace foretell::network
