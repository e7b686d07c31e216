#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "foretell/tasks/generation/sequence_model.hpp"

namespace foretell::calls {
/// What a user asks to see of a model.
struct InspectCall {
  std::string input;        ///< text or music to predict; empty: none
  std::size_t steps = 200;  ///< of `input`, over which gradients and gates are shown
  bool gates = false;       ///< every gate at every step of the first sequence
};

/// How well a model predicts a file, how far its gradients reach, how its gates are used; as added
/// to `report`.
///   Errors  those of read_sequence_data and inspect_sequences
[[nodiscard]] Result<void> inspect_input(SequenceModel& model, const InspectCall& call,
                                         nlohmann::ordered_json& report);

/// What a model file holds: options, tensors, and what inspect_input adds.
///   Errors  those of the files; kUnsupported (an input for a model that is not of sequences)
[[nodiscard]] Result<nlohmann::ordered_json> inspect_file(const std::string& path,
                                                          const InspectCall& call);
}  // namespace foretell::calls
