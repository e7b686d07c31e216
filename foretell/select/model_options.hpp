#pragma once
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foretell/models/any_model.hpp"
#include "foretell/select/model_words.hpp"

namespace foretell {
/// One option of a model as the `models` command lists it.
struct OptionInfo {
  std::string name;
  std::string default_text;  ///< read from the definition itself: defaults live there only
  std::string help;
};

/// Walks over the options of a definition, either to set them from the arguments of a model word or
/// to list them with their defaults: each option is named once, in the catalog, for both.
///   Errors  (of `finish`) kUnknownName with the nearest option, kInvalidOption with the bounds
class ModelOptions {
 public:
  using Define = std::function<Result<AnyDefinition>(const ModelWord&)>;

  /// Lists only.
  ModelOptions() = default;
  /// Sets from `word`; parts of combinations are built by `define`.
  ModelOptions(const ModelWord& word, Define define);

  void count(std::string_view name, std::size_t& value, std::size_t least, std::string_view help);
  void count(std::string_view name, std::optional<std::size_t>& value, std::string_view help);
  /// Whole numbers with slashes between, as many as there are places: order=2/1/1.
  void orders(std::string_view name, std::initializer_list<std::size_t*> values,
              std::string_view help);
  /// Numbers with slashes between, `_` for one that is left open: fixed=0.5/_/-0.3.
  void reals(std::string_view name, std::vector<std::optional<double>>& values,
             std::string_view help);
  void real(std::string_view name, double& value, std::pair<double, double> bounds,
            std::string_view help);
  void real(std::string_view name, std::optional<double>& value, std::pair<double, double> bounds,
            std::string_view help);
  void flag(std::string_view name, bool& value, std::string_view help);
  template <class Enum>
  void choice(std::string_view name, Enum& value,
              std::initializer_list<std::pair<std::string_view, Enum>> choices,
              std::string_view help);
  /// The positional arguments: models to combine, at least `least`.
  void parts(std::vector<AnyDefinition>& definitions, std::size_t least, std::string_view help);

  [[nodiscard]] const std::vector<OptionInfo>& listed() const { return listed_; }
  /// The first problem, including arguments that no option has claimed.
  [[nodiscard]] Result<void> finish() const;

 private:
  const std::string* take(std::string_view name);
  std::optional<double> number(std::string_view name, std::string_view text);
  void list(std::string_view name, std::string text, std::string_view help);
  std::optional<std::size_t> whole_number(std::string_view name, std::string_view text,
                                          std::size_t least);
  void refuse(std::string message);

  const ModelWord* word_ = nullptr;
  Define define_;
  std::vector<OptionInfo> listed_;
  std::vector<bool> taken_;
  std::optional<Error> error_;
};

template <class Enum>
void ModelOptions::choice(std::string_view name, Enum& value,
                          std::initializer_list<std::pair<std::string_view, Enum>> choices,
                          std::string_view help) {
  std::string allowed;
  std::string_view current;
  for (const auto& [text, choice] : choices) {
    allowed += allowed.empty() ? "" : ", ";
    allowed += text;
    if (choice == value) current = text;
  }
  list(name, std::string(current), std::string(help) + " (" + allowed + ")");
  const std::string* given = take(name);
  if (given == nullptr) return;
  for (const auto& [text, choice] : choices) {
    if (text == *given) {
      value = choice;
      return;
    }
  }
  refuse(std::string(name) + "=" + *given + " is not one of " + allowed);
}
}  // namespace foretell
