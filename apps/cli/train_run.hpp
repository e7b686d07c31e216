#pragma once
#include <string>

#include "apps/cli/failure.hpp"
#include "apps/cli/sequence_input.hpp"
#include "apps/cli/train_config.hpp"
#include "apps/cli/training_log.hpp"
#include "foretell/tasks/generation/held_out.hpp"

namespace foretell::cli {
/// What `train` was called with.
struct TrainOptions {
  std::string config;
  std::string output;      ///< empty: the configuration's name with .model
  std::string checkpoint;  ///< empty: the output's name with .checkpoint
  std::string resume;      ///< checkpoint to go on from
  std::string weights;     ///< safetensors of PyTorch to begin from
  std::string log;         ///< CSV of the curves
  std::string report;      ///< page of the curves
  std::string call;        ///< the whole command line
  std::size_t threads = 0;
  bool quiet = false;
  bool json = false;
};

/// Reads configuration and data, trains, writes the model and says how well it predicts.
class TrainRun {
 public:
  explicit TrainRun(TrainOptions options) : options_(std::move(options)) {}
  [[nodiscard]] Outcome run();

 private:
  [[nodiscard]] Outcome prepare();
  [[nodiscard]] Outcome take_weights(SequenceModel& model) const;
  [[nodiscard]] Outcome train(SequenceModel& model, TrainingSummary& summary);
  [[nodiscard]] Outcome write_model(const SequenceModel& model,
                                    const TrainingSummary& summary) const;
  void print(const SequenceModel& model, const TrainingSummary& summary, double seconds) const;
  void print_text(const TrainingSummary& summary, const std::optional<HeldOut>& test,
                  double seconds) const;
  [[nodiscard]] bool text() const { return input_.alphabet.kind == SequenceKind::kText; }

  TrainOptions options_;
  TrainConfig config_;
  SequenceInput input_;
};
}  // namespace foretell::cli
