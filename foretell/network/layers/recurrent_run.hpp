#pragma once
#include <optional>

#include "foretell/network/cells/unit_step.hpp"
#include "foretell/network/layers/recurrent_direction.hpp"
#include "foretell/network/random_mask.hpp"

namespace foretell::network {
/// Saved numbers of the steps of a window; rows as the layout's, from the window's first.
template <class Real>
struct SavedSteps {
  MatrixView<Real> h, c, gates, extra, normalised, scale, in_normalised, in_scale;
};

/// One pass of one direction over a batch, forwards and backwards in time. Plain numbers and views:
/// it lives on the tape.
///   Stored      everything of all steps is kept: gates, c and h, what BPTT needs. Backward writes
///               the gradients of gates and c over them.
///   Recomputed  only states at the borders of windows of about √T steps are kept; backward runs
///               each window again. The same bits, as both add up weight gradients by window.
template <class Real>
class RecurrentRun {
 public:
  struct Input {
    const RecurrentDirection<Real>* layer = nullptr;
    const RaggedLayout* layout = nullptr;
    Variable x, out;         ///< out: invalid where only final states are wanted
    std::size_t column = 0;  ///< of out, where this direction's h begins
    StateVariables initial, last;
    bool windowed = false;                   ///< keep windows only
    const Packing<Real>* packing = nullptr;  ///< of the weights, if somebody has packed them
  };

  RecurrentRun() = default;
  RecurrentRun(Tape<Real>& tape, const Input& input);

  void forward(Tape<Real>& tape);
  void backward(Tape<Real>& tape);
  [[nodiscard]] RecurrentProbe<Real> probe() const {
    return {saved_.gates, saved_.c, in_.out, in_.column};
  }

 private:
  struct Window {
    std::size_t index = 0;
    Walk walk;
    StateTrack<Real> h, c;
    SavedSteps<Real> saved;

    /// Rows of steps [from, to) of something saved; empty stays empty.
    [[nodiscard]] MatrixView<Real> rows_of(MatrixView<Real> x, std::size_t from,
                                           std::size_t to) const {
      if (x.empty()) return {};
      const auto& layout = *walk.layout;
      return x.rows_from(layout.offset(from) - layout.offset(walk.first),
                         layout.offset(to) - layout.offset(from));
    }
  };
  struct Scratch {
    MatrixView<Real> h_prev, c_prev, h_in, dh_prev, dh_in, dc_prev, kept_h, kept_c, unit;
    MatrixView<Real> begun;  ///< [G, H] of one sequence, or empty
  };
  struct Steps {
    std::size_t first, last;
  };
  [[nodiscard]] std::size_t num_windows() const;
  [[nodiscard]] std::size_t num_parts(Steps steps) const;
  [[nodiscard]] Steps part(Steps steps, std::size_t k) const;
  [[nodiscard]] Steps window_steps(std::size_t k) const;
  [[nodiscard]] SavedSteps<Real> make_saved(Tape<Real>& tape, std::size_t rows) const;
  [[nodiscard]] Scratch make_scratch(Tape<Real>& tape) const;
  [[nodiscard]] Window window(Tape<Real>& tape, std::size_t k) const;
  [[nodiscard]] MatrixView<Real> carry_h(std::size_t k) const;
  [[nodiscard]] MatrixView<Real> carry_c(std::size_t k) const;
  void fill_start(Tape<Real>& tape) const;
  [[nodiscard]] Packing<Real> packed(Tape<Real>& tape, bool backward) const;
  void draw_dropout(Tape<Real>& tape);

  void run_window(Tape<Real>& tape, const Window& w, const Scratch& scratch) const;
  void input_products(Tape<Real>& tape, const Window& w, Steps steps) const;
  [[nodiscard]] std::size_t most_rows() const;
  [[nodiscard]] bool worth_a_pair() const;
  [[nodiscard]] CellStep<Real> step_views(const Window& w, std::size_t t,
                                          const Scratch& scratch) const;
  /// Whether the batch is one sequence whose states are what the cell makes them.
  [[nodiscard]] bool is_plain_sequence() const;
  /// If it is, and some of the cell's units can take a step without the others.
  [[nodiscard]] std::optional<UnitCell> unit_cell() const;
  void forward_units(const UnitCell& cell, const Window& w, Steps steps,
                     MatrixView<Real> begun) const;
  [[nodiscard]] UnitStep unit_step(const Window& w, std::size_t t, MatrixView<Real> begun) const;
  [[nodiscard]] std::optional<UnitCellBackward> unit_cell_backward() const;
  [[nodiscard]] UnitGradients unit_gradients(const Window& d, std::size_t t,
                                             const Scratch& s) const;
  void backward_units(const UnitCellBackward& cell, const Window& w, const Window& d, Steps steps,
                      const Scratch& s) const;
  void forward_step(Tape<Real>& tape, const Window& w, std::size_t t, const Scratch& s) const;
  void mix_with_previous(const Tape<Real>& tape, std::size_t t, const CellStep<Real>& step) const;

  [[nodiscard]] Window gradient_window(Tape<Real>& tape, const Window& w, MatrixView<Real> dh,
                                       MatrixView<Real> dc) const;
  void back_window(Tape<Real>& tape, const Window& w, const Window& d, const Scratch& s) const;
  [[nodiscard]] CellGradients<Real> gradient_views(const Window& d, std::size_t t,
                                                   const Scratch& s) const;
  void backward_step(Tape<Real>& tape, const Window& w, const Window& d, std::size_t t,
                     const Scratch& s) const;
  void weight_gradients(Tape<Real>& tape, const Window& w, const Window& d, Steps steps,
                        const Scratch& s) const;
  void input_gradients(Tape<Real>& tape, const Window& w, Steps steps) const;
  void give_start(Tape<Real>& tape, MatrixView<Real> dh, MatrixView<Real> dc) const;

  Input in_;
  std::size_t part_steps_ = 1;
  RandomMask zoneout_h_, zoneout_c_, dropout_;
  MatrixView<Real> mask_;                   ///< [batch, P] recurrent dropout, or empty
  MatrixView<Real> carries_h_, carries_c_;  ///< [(windows + 1)·batch, d·width]
  SavedSteps<Real> saved_;
  Packing<Real> packing_;  ///< while forward or backward runs
};
}  // namespace foretell::network
