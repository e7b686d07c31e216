#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// One model as people write it: `ets(trend=damped,season=mul)`, `median(auto_ets,theta)`, `naive`.
/// A plain value such as `damped`, `12` or `2/1/1` is a word without parentheses.
struct ModelWord {
  struct Argument;

  std::string name;
  std::vector<Argument> arguments;
  std::size_t position = 0;  ///< of the name in the text, from 0, for messages

  /// The canonical text: no spaces, arguments in the order given. parse ∘ text is the identity.
  [[nodiscard]] std::string text() const;
};

struct ModelWord::Argument {
  std::string key;  ///< empty for a positional argument, such as a part of a combination
  ModelWord value;
};

/// Reads a comma-separated list of model words. Names are letters, digits, `_`, `.`, `/`, `+`, `-`.
/// Nesting is limited to 16 levels, the text to 65,536 bytes.
///   Errors  kSyntax: what was expected, at which position
[[nodiscard]] Result<std::vector<ModelWord>> parse_model_words(std::string_view text);
}  // namespace foretell
