#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/select/model_options.hpp"
#include "foretell/select/model_words.hpp"

namespace foretell {
/// One line of the table from name to model.
struct CatalogEntry {
  std::string name;
  std::vector<std::string> aliases;
  std::string summary;  ///< one sentence for people
  std::vector<OptionInfo> options;
};

/// Every model there is, in the order of the documentation.
[[nodiscard]] std::vector<CatalogEntry> catalog();

/// The definition that a model word names.
///   Errors  kUnknownName (model or option, with the nearest), kInvalidOption
[[nodiscard]] Result<AnyDefinition> define(const ModelWord& word);

/// The definitions of a list of model words, e.g. "auto_ets,theta,median(naive,drift)".
///   Errors  kSyntax, and as `define`; kInvalidOption if one word stands twice
[[nodiscard]] Result<std::vector<AnyDefinition>> define_all(std::string_view words);
}  // namespace foretell
