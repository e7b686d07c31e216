#pragma once
#include <string>

#include "foretell/tasks/decoding/sampling.hpp"
#include "foretell/tasks/generation/sequence_model.hpp"

namespace foretell {
/// How far and how boldly to go on.
struct ContinuationOptions {
  std::size_t length = 0;  ///< steps to add: characters, steps of the grid
  SamplingOptions sampling;
  std::uint64_t seed = 42;
  network::Precision precision = network::Precision::kFloat;  ///< of the recurrent layers' weights
};

/// A text and its continuation, character by character through the network's stream, so that memory
/// does not grow with the length. Without a beginning it starts after a line break.
///   Errors  kInvalidOption (sampling, no length), kUnknownName (no character of the beginning is
///           known), kBadValue (the beginning is not UTF-8 for whoever split it), kUnsupported (a
///           model of music)
[[nodiscard]] Result<std::string> continue_text(const SequenceModel& model,
                                                std::span<const std::string> begin,
                                                const ContinuationOptions& options);

/// A piano roll and its continuation; without a beginning it starts from silence.
///   Shapes  begin [steps, keys], may be empty; result [steps + length, keys]
///   Errors  kInvalidOption (sampling, no length, other keys), kNotFinite, kUnsupported (a model of
///           text)
[[nodiscard]] Result<Frames> continue_music(const SequenceModel& model, const Frames& begin,
                                            const ContinuationOptions& options);
}  // namespace foretell
