#pragma once
#include <array>
#include <optional>

#include "foretell/kernels/unit_product.hpp"
#include "foretell/network/cells/cell.hpp"

namespace foretell::network {
/// What one step of a cell on one sequence reads and writes; as CellStep, with one gate per row.
///   Shapes  h_prev, c_prev, h, c [1, H];  gates [G, H];  extra [1, E·H];  begun [G, H],
///           scratch of products that are made some terms at a time
struct UnitStep {
  MatrixView<const float> h_prev, c_prev;
  MatrixView<float> gates, extra, h, c, begun;
};

/// The gradients of one step backwards on one sequence; as CellGradients.
///   Shapes  all [1, H];  dh_prev is overwritten: what the step gives to the one before
struct UnitGradients {
  MatrixView<const float> dh;
  MatrixView<float> dc, dc_prev, dh_prev;
};

/// A cell whose units take a step on one sequence without each other: every unit reads the whole
/// state before the step and nothing else of the others. So a step can be shared out by units, the
/// products and all that follows them, and only h has to change hands.
///   Cells  LSTM without projection, GRU with reset after the product, Elman; no layer norm
class UnitCell {
 public:
  /// Nothing where units need each other, or the weights are not packed by units. Keeps views of
  /// the cell's parameters and of the packed weights.
  [[nodiscard]] static std::optional<UnitCell> from(const Cell<float>& cell,
                                                    const Packing<float>& packing);

  /// Adds to the sums of these units what h_prev has at the places of the terms. Calls with terms
  /// [0, a), [a, b) … up to H make the products of a step, and need no more of h_prev than they
  /// name.
  void add_terms(const UnitStep& step, kernels::Terms terms, kernels::Units units) const;
  /// All that follows the products, for these units: the bits that the cell's own step gives them.
  void finish(const UnitStep& step, kernels::Units units) const;

 private:
  const Cell<float>* cell_ = nullptr;
  std::array<kernels::Panels, 2> weights_{};
};

/// The same backwards: every unit's gates need the gradients of that unit alone, and what they give
/// to the step before needs all gates. Between the two parts the gates have to change hands.
///   Cells  LSTM without projection and layer norm
class UnitCellBackward {
 public:
  /// Nothing for other cells, or where the weights are not packed for dy·W. Keeps views.
  [[nodiscard]] static std::optional<UnitCellBackward> from(const Cell<float>& cell,
                                                            const Packing<float>& packing);

  /// Replaces the gates of these units by the gradients of their sums, and writes dc and dc_prev.
  void replace_gates(const UnitStep& step, const UnitGradients& d, kernels::Units units) const;
  /// dh_prev of these units, from the gradients of all gates.
  ///   Shapes  gates [1, G·H]
  void give_back(MatrixView<const float> gates, const UnitGradients& d, kernels::Units units) const;

 private:
  const LstmCell<float>* cell_ = nullptr;
  kernels::Panels weights_{};
};
}  // namespace foretell::network
