#pragma once
#include <span>
#include <vector>

#include "foretell/network/layers/recurrent.hpp"

namespace foretell::network {
/// The states of a recurrent network between two calls, outside any tape: for truncated
/// backpropagation through time and for streams. Owns its numbers, in the caller's order of the
/// sequences, so that the next window may sort them otherwise.
///   Shapes  per layer and direction: h [batch, d·P], c [batch, d·H]
///   Note    use, for each window:  call.initial = state.enter(tape, layout);
///           call.last = state.last();  … apply …;  state.leave(tape, layout);
template <class Real>
class RecurrentState {
 public:
  /// A fresh state: the first window starts as the layer does, from zero or what it learned.
  RecurrentState(const Recurrent<Real>& layer, std::size_t batch);

  /// The states as inputs of a tape, without gradient. Empty while fresh. Sequences beyond the
  /// layout's batch keep their state.
  [[nodiscard]] std::span<const StateVariables> enter(Tape<Real>& tape, const RaggedLayout& layout);
  /// Where the call writes its final states.
  [[nodiscard]] std::span<StateVariables> last() { return last_; }
  /// Takes over the final states of the call.
  void leave(const Tape<Real>& tape, const RaggedLayout& layout);

  /// Forgets everything.
  void reset() { fresh_ = true; }
  [[nodiscard]] bool fresh() const { return fresh_; }

  /// The numbers of one layer and direction, for files and for those who look; in caller's order.
  struct Values {
    std::vector<Real> h, c;
    std::size_t h_width = 0, c_width = 0;
  };
  [[nodiscard]] const std::vector<Values>& values() const { return values_; }
  /// Goes on from numbers of the same shapes.
  void set(std::vector<Values> values);

 private:
  std::size_t batch_;
  bool fresh_ = true;
  std::vector<Values> values_;
  std::vector<StateVariables> initial_, last_;
};
}  // namespace foretell::network
