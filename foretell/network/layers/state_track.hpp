#pragma once
#include "foretell/base/matrix_view.hpp"
#include "foretell/base/ragged_layout.hpp"

namespace foretell::network {
/// The order in which a direction walks time within a window of steps [first, last). A sequence
/// that ends inside the window ends there; walking backwards, it joins at its own last step.
struct Walk {
  const RaggedLayout* layout = nullptr;
  bool reverse = false;
  std::size_t dilation = 1;  ///< d: a step sees the state d steps before it
  std::size_t first = 0, last = 0;

  /// Steps of the sequence in slot b inside the window.
  [[nodiscard]] std::size_t count(std::size_t b) const {
    const std::size_t length = layout->length(b);
    return length <= first ? 0 : (length < last ? length : last) - first;
  }
  /// The time of local step q = 0, 1 … of slot b, in walking order, and back.
  [[nodiscard]] std::size_t time(std::size_t b, std::size_t q) const {
    return reverse ? first + count(b) - 1 - q : first + q;
  }
  [[nodiscard]] std::size_t local(std::size_t b, std::size_t t) const {
    return time(b, t - first) - first;
  }
  [[nodiscard]] std::size_t rows() const { return layout->offset(last) - layout->offset(first); }
};

/// A state (h, c or a gradient of theirs) at all steps of a window, and the d states that came
/// before it.
///   Shapes  rows [walk.rows(), W];  carry [batch, d·W], block j the state d − j steps before the
///           first
template <class Real>
struct StateTrack {
  Walk walk;
  MatrixView<Real> rows, carry;

  /// The state at step t, of the sequences alive.
  [[nodiscard]] MatrixView<Real> at(std::size_t t) const;
  /// Whether the states before step t lie together in the window.
  [[nodiscard]] bool inside(std::size_t t) const;
  /// The states before step t: a view of them, where they lie together, else a copy in scratch.
  [[nodiscard]] MatrixView<Real> previous(std::size_t t, MatrixView<Real> scratch) const;
  /// The state before step t of the sequence in slot b, where it lies.
  [[nodiscard]] Real* previous_row(std::size_t t, std::size_t b) const;
  /// Adds the gradients of the states before step t.
  void add_previous(std::size_t t, MatrixView<const Real> scratch) const;
  /// Writes the gradients of the states before step t, each of which has this step as its only
  /// successor.
  void set_previous(std::size_t t, MatrixView<const Real> scratch) const;

  /// Writes the last d states into `next`, the carry of the window that follows.
  void leave(MatrixView<Real> next) const;
  /// Backward of leave, in place: the carry holds the gradient of the next window's carry, moves
  /// what belongs to steps inside to their rows (adding, or overwriting where `overwrite`), and
  /// holds that of this window's own carry afterwards.
  void enter_backward(bool overwrite) const;

 private:
  [[nodiscard]] std::size_t width() const { return rows.cols(); }
};
}  // namespace foretell::network
