#pragma once
#include "foretell/tasks/generation/sequence_data.hpp"

namespace foretell {
/// How well a model predicts data that it did not learn from.
///   Units  nats a step: of text a character, of music all keys of a step together
struct HeldOut {
  double loss = 0;        ///< mean over all predictions
  double later_loss = 0;  ///< the same without the first step of each sequence
  std::size_t predictions = 0;

  /// Bits a character.
  [[nodiscard]] double bits() const;
};

/// The mean loss of a corpus, computed in windows of time with the states carried on: of music song
/// by song from its first step, of text in at most `batch` parts read side by side. With the
/// weights of the recurrent layers in eight bits it says what a stream of them loses.
[[nodiscard]] HeldOut held_out(const SequenceModel& model, const SequenceData& data,
                               std::size_t batch,
                               network::Precision precision = network::Precision::kFloat);
}  // namespace foretell
