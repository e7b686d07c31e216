#pragma once
#include <span>
#include <vector>

#include "foretell/corpus/frames.hpp"
#include "foretell/tasks/generation/sequence_model.hpp"

namespace foretell {
/// What a model makes of one sequence.
///   Shapes  probabilities [steps, width]: row t is of the step after t, given the steps up to it;
///           of text they sum to one, of music each key has its own. states [steps, units of the
///           last layer]: h, what the output layer sees; empty unless asked for
struct SequenceOutputs {
  Frames probabilities, states;
};

/// Runs a model over sequences of any lengths. Each answer has the same bits alone and beside
/// others. Memory beyond the answer does not grow with the lengths.
///   Errors  kTooShort (no sequence, an empty one), kInvalidOption (a token that is none of the
///           vocabulary's, another number of keys), kNotFinite, kUnsupported (a model of the other
///           kind); each names the sequence from 1
[[nodiscard]] Result<std::vector<SequenceOutputs>> apply_to_tokens(
    const SequenceModel& model, std::span<const std::vector<Token>> sequences, bool states);
[[nodiscard]] Result<std::vector<SequenceOutputs>> apply_to_frames(
    const SequenceModel& model, std::span<const Frames> sequences, bool states);
}  // namespace foretell
