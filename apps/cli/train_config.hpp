#pragma once
#include <string>

#include "foretell/base/result.hpp"
#include "foretell/tasks/generation/sequence_options.hpp"
#include "foretell/trainer/training_options.hpp"

namespace foretell::cli {
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

/// Reads a configuration. Files that it names are sought beside it.
///   Errors  kIo, kSyntax (no TOML, a value of another kind), kUnknownName (an option or section
///   that
///           does not exist, with the nearest one), kInvalidOption (outside its bounds); `where` is
///           the file and the line
[[nodiscard]] Result<TrainConfig> read_config(const std::string& path);
}  // namespace foretell::cli
