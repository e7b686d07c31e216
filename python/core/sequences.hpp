#pragma once
#include <map>
#include <string>

#include "foretell/tasks/generation/sequence_model.hpp"
#include "python/core/bindings.hpp"

namespace foretell::python {
/// A trained network with the options it was made with. Never changes, so arrays may look into it.
struct Network {
  SequenceModel model;
  std::map<std::string, std::string> metadata;

  [[nodiscard]] bool text() const { return model.alphabet().kind == SequenceKind::kText; }
  /// As a file; the command writes the same bytes.
  [[nodiscard]] Result<std::string> bytes() const;
};
}  // namespace foretell::python
