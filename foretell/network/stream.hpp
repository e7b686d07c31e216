#pragma once
#include "foretell/base/result.hpp"
#include "foretell/network/recurrent_state.hpp"

namespace foretell::network {
/// Runs a trained network step by step, as its input arrives. Memory is fixed: after the first two
/// steps no step allocates. Each step gives the bits of the whole sequence at once.
///   Note    the model is any function of (tape, layout, call) → Variable that applies the layer
///           with that call to inputs of one row per stream, for instance
///             stream.step([&](auto& tape, const auto& layout, const auto& call) {
///               return output.apply(tape, rnn.apply(tape, embedding.apply(tape, token), layout,
///                                                   call));
///             });
///           The layer's weights are copied when the stream is made.
///   Errors  over: kUnsupported (a layer that walks backwards needs the end of the sequence)
template <class Real>
class Stream {
 public:
  /// A number of streams that step together. The layer must outlive them.
  [[nodiscard]] static Result<Stream> over(const Recurrent<Real>& layer, std::size_t streams = 1);

  /// The model's output for the next step, [streams, N]; valid until the step after.
  template <class Model>
  [[nodiscard]] MatrixView<const Real> step(const Model& model) {
    tape_.begin({.mode = Mode::kInference});
    const RecurrentCall<Real> call{
        .initial = state_.enter(tape_, layout_), .last = state_.last(), .packed = &packed_};
    const Variable y = model(tape_, layout_, call);
    state_.leave(tape_, layout_);
    return tape_.value(y);
  }

  /// Starts new sequences.
  void reset() { state_.reset(); }
  [[nodiscard]] RecurrentState<Real>& state() { return state_; }
  /// Bytes of working memory, beside the states.
  [[nodiscard]] std::size_t memory() { return tape_.arena().peak(); }

 private:
  Stream(const Recurrent<Real>& layer, RaggedLayout layout)
      : layout_(std::move(layout)), state_(layer, layout_.batch()), packed_(layer.packed()) {}

  Tape<Real> tape_;
  RaggedLayout layout_;
  RecurrentState<Real> state_;
  PackedRecurrent<Real> packed_;
};
}  // namespace foretell::network
