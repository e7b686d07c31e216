#pragma once
#include <string>

#include "apps/calls/train_call.hpp"
#include "apps/cli/failure.hpp"
#include "apps/cli/training_log.hpp"
#include "apps/cli/training_page.hpp"
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
  void say_what(const SequenceModel& model) const;
  [[nodiscard]] Result<calls::Trained> train();
  [[nodiscard]] Result<void> write_model(const calls::Trained& trained) const;
  [[nodiscard]] Result<void> write_page() const;
  void print(const calls::Trained& trained) const;
  void print_text(const TrainingSummary& summary, const std::optional<HeldOut>& test,
                  double seconds) const;
  [[nodiscard]] bool text() const { return input_.alphabet.kind == SequenceKind::kText; }

  TrainOptions options_;
  calls::TrainCall call_;
  calls::SequenceInput input_;
  TrainingPage page_;
};
}  // namespace foretell::cli
