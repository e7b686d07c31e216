#pragma once
#include <array>

#include "foretell/network/cells/cell.hpp"
#include "foretell/network/layers/state_track.hpp"
#include "foretell/network/tape.hpp"

namespace foretell::network {
/// The weights of one layer in one direction, and how it walks.
///   Shapes  weight_ih [G·H, I];  bias_ih, gain_ih [1, G·H];  start_h [1, P];  start_c [1, H]
template <class Real>
struct RecurrentDirection {
  CellOptions options;
  CellShape shape;
  std::size_t hidden_size = 0, state_size = 0;  ///< H and P
  std::size_t dilation = 1;
  bool reverse = false;

  Cell<Real> cell;
  Parameter<Real>* weight_ih = nullptr;
  Parameter<Real>* bias_ih = nullptr;
  Parameter<Real>* gain_ih = nullptr;
  Parameter<Real>* start_h = nullptr;  ///< learned initial state; null: zero
  Parameter<Real>* start_c = nullptr;

  /// The products that x enters: one, or one for each group of gates normalised by itself.
  [[nodiscard]] std::size_t num_products() const { return gain_ih ? shape.num_norms : 1; }
  [[nodiscard]] RecurrentProduct<Real> input_product(std::size_t n) const;
  /// Packs the weights that x enters.
  void pack_input(Packing<Real>& packing, Arena& arena) const;
  /// Packs the weights that the state of the step before enters.
  void pack_recurrent(Packing<Real>& packing, Arena& arena,
                      typename Packing<Real>::For products) const;
};

/// Initial or final states of one layer in one direction.
///   Shapes  h [batch, d·P], c [batch, d·H] for dilation d, in slot order; c only of an LSTM
struct StateVariables {
  Variable h, c;
};

/// What a run keeps, for those who want to look inside. Over all steps, rows as the layout. After
/// `backward` gates hold ∂J/∂(sums of the gates), memory ∂J/∂c_t, and the tape's gradient of h, in
/// the columns of this direction, ∂J/∂h_t.
template <class Real>
struct RecurrentProbe {
  MatrixView<Real> gates, memory;
  Variable h;              ///< the layer's output, both directions; invalid where only_last
  std::size_t column = 0;  ///< of h, where this direction begins; it is P wide
};
}  // namespace foretell::network
