#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "apps/report/report.hpp"

namespace foretell::report {
/// The curves of a training, a row per step; in a long run a row is the mean over several steps.
///   Shapes  all [rows]; step: the last step of the row, ascending
struct StepCurves {
  std::vector<std::int64_t> step{};
  std::vector<double> loss{};
  std::vector<double> gradient_norm{};
  std::vector<double> learning_rate{};
  std::vector<double> tokens_per_second{};
};

/// A row per epoch.
///   Shapes  all [epochs]; step: the last of the epoch; held_out: NaN where there is none
struct EpochCurves {
  std::vector<std::int64_t> step{};
  std::vector<double> loss{};
  std::vector<double> held_out{};
};

/// All that the page of `foretell train` shows. Numbers are computed by the caller.
struct TrainingData {
  std::string title{};
  std::string created{};
  std::string command{};
  std::string note{};
  std::vector<NamedText> facts{};
  std::string unit{};                 ///< of a loss: "nats a character"
  std::string tokens{};               ///< what is counted: "characters"
  std::optional<double> clip_norm{};  ///< longest gradient that is followed
  StepCurves steps{};
  EpochCurves epochs{};
  std::vector<NamedText> options{};
};

/// The data of the page: compact JSON, as report_json writes it.
///   Errors  kInvalidOption (columns of different lengths)
[[nodiscard]] Result<std::string> training_json(const TrainingData& data);

/// The self-contained HTML page.
///   Errors  those of training_json
[[nodiscard]] Result<std::string> render_training(const TrainingData& data);
}  // namespace foretell::report
