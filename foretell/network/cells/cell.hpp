#pragma once
#include <string>
#include <variant>

#include "foretell/network/cells/cell_options.hpp"
#include "foretell/network/cells/elman.hpp"
#include "foretell/network/cells/gru.hpp"
#include "foretell/network/cells/lstm.hpp"
#include "foretell/network/cells/one_gate_gru.hpp"

namespace foretell::network {
/// What a layer has to know of its cell to lay out weights and memory.
struct CellShape {
  std::size_t num_gates = 0;   ///< G: blocks of H rows in weight_ih
  std::size_t num_extra = 0;   ///< E: saved blocks besides the gates
  std::size_t num_norms = 1;   ///< N: products normalised by themselves, 1 or 2
  std::size_t norm_gates = 0;  ///< gates of the first of them; the others are in the second
  bool memory = false;         ///< has a c beside h

  [[nodiscard]] static CellShape of(const CellOptions& options);
};

/// Any cell. Every member has forward(step), backward(step, gradients) and
/// add_weight_gradients(rows), as LstmCell.
template <class Real>
using Cell = std::variant<LstmCell<Real>, ElmanCell<Real>, GruCell<Real>, ResetBeforeGruCell<Real>,
                          OneGateGruCell<Real>>;

/// Where a cell's weights are made: parameters are called <prefix><kind><suffix>, for instance
/// "rnn." + "weight_hh" + "_l0_reverse".
struct CellPlace {
  std::string prefix, suffix;
  std::size_t hidden_size = 0;

  [[nodiscard]] std::string name(const char* kind) const { return prefix + kind + suffix; }
};

/// A cell with its recurrent weights added to the parameters.
template <class Real>
[[nodiscard]] Cell<Real> add_cell(Parameters<Real>& parameters, const CellOptions& options,
                                  const CellPlace& place);
}  // namespace foretell::network
