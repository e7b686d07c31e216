#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "foretell/tasks/generation/held_out.hpp"
#include "foretell/tasks/generation/inspection.hpp"
#include "foretell/tasks/generation/sequence_model.hpp"

namespace foretell::calls {
/// What was seen of a model on an input.
struct Inspected {
  const SequenceModel& model;
  const HeldOut& held_out;
  const SequenceInspection& seen;
};

/// What a user asks to see of a model.
struct InspectCall {
  std::string input;        ///< text or music to predict; empty: none
  std::size_t steps = 200;  ///< of `input`, over which gradients and gates are shown
  bool gates = false;       ///< every gate at every step of the first sequence
  std::function<Result<void>(const Inspected&)> on_seen{};  ///< gets it all, e.g. to draw it
};

/// "healthy", "vanishing" or "exploding".
[[nodiscard]] std::string_view verdict_text(network::FlowVerdict verdict);

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
