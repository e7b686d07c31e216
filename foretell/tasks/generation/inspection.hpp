#pragma once
#include "foretell/network/gradient_flow.hpp"
#include "foretell/tasks/generation/sequence_data.hpp"

namespace foretell {
/// The gates of one layer over a sequence.
///   Shapes  values [steps, gates.size() · units], gate after gate
struct GateMap {
  std::string layer;
  std::vector<std::string> gates;
  std::size_t steps = 0, units = 0;
  std::vector<float> values;
};

/// What goes on inside a model on given data.
struct SequenceInspection {
  network::GradientFlow flow;       ///< over up to eight sequences
  std::vector<GateMap> gates;       ///< of each layer, on the first of them
  std::vector<std::string> inputs;  ///< of text: the characters of that sequence
};

/// Looks at the first steps of up to eight songs, or of eight parts of a text.
///   Errors  kTooShort (nothing to look at), kNotFinite
[[nodiscard]] Result<SequenceInspection> inspect_sequences(SequenceModel& model,
                                                           const SequenceData& data,
                                                           std::size_t steps);
}  // namespace foretell
