#pragma once
#include <cstdint>
#include <string>
#include <variant>

#include "foretell/base/result.hpp"
#include "foretell/tasks/generation/sequence_options.hpp"
#include "foretell/trainer/training_options.hpp"

namespace foretell::calls {
/// What `train` reads from a TOML file: sections [data], [model] and [training].
struct TrainConfig {
  std::string task = "generation";
  SequenceDataOptions data;
  SequenceModelOptions model;
  SequenceBatchOptions batches;  ///< of [training]
  TrainingOptions training;      ///< of [training]
};

/// Calls visit(section, name, option, help) for every option of the sections.
template <class Config, class Visit>
void visit_config(Config& config, const Visit& visit) {
  const auto in = [&visit](const char* section) {
    return [&visit, section](const char* name, auto& option, const char* help) {
      visit(section, name, option, help);
    };
  };
  visit_data_options(config.data, in("data"));
  visit_model_options(config.model, in("model"));
  visit_batch_options(config.batches, in("training"));
  visit_training_options(config.training, in("training"));
}

/// A value that somebody gives an option; of no kind: something that no option takes.
using OptionValue = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

/// Sets an option by the name that files and users know.
///   section  data, model, training; empty: the one that has the option, since no two share a name
///   Errors   kUnknownName (with the nearest name, or the section that has it), kSyntax (a value of
///            another kind)
[[nodiscard]] Result<void> set_option(TrainConfig& config, const std::string& section,
                                      const std::string& name, const OptionValue& value);

/// Checks every option against its bounds.
///   Errors  kInvalidOption, naming option, value and bound
[[nodiscard]] Result<void> check(const TrainConfig& config);

/// Reads a configuration. Files that it names are sought beside it.
///   Errors  kIo, those of set_option, kInvalidOption (outside its bounds); `where` is the file and
///           the line
[[nodiscard]] Result<TrainConfig> read_config(const std::string& path);
}  // namespace foretell::calls
