#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "foretell/trainer/early_stopping.hpp"
#include "foretell/trainer/trainee.hpp"
#include "foretell/trainer/training_options.hpp"

namespace foretell {
/// One step, for those who watch.
struct StepReport {
  std::uint64_t step = 0;   ///< from 1
  std::uint64_t epoch = 0;  ///< from 1
  double loss = 0;
  double gradient_norm = 0;  ///< before clipping
  double learning_rate = 0;
  double tokens_per_second = 0;
  double seconds = 0;       ///< since this run began
  double seconds_left = 0;  ///< to the last epoch, at this speed
  std::uint64_t steps = 0;  ///< in all
};

/// One epoch.
struct EpochReport {
  std::uint64_t epoch = 0;  ///< from 1
  std::uint64_t step = 0;
  double loss = 0;  ///< mean over the epoch's predictions, while the weights changed
  std::optional<double> held_out;
  bool best = false;  ///< the lowest held-out loss so far
  double learning_rate = 0;
  double tokens_per_second = 0;
  double seconds = 0;
};

/// Where a run reports to and what it obeys.
struct TrainingHooks {
  std::string checkpoint;  ///< file to write checkpoints to; empty: none
  std::function<void(const StepReport&)> on_step;
  std::function<void(const EpochReport&)> on_epoch;
  std::function<bool()> stop;  ///< asked after each step; true: write a checkpoint and end
};

struct TrainingSummary {
  std::uint64_t steps = 0;
  std::uint64_t epochs = 0;
  double loss = 0;                 ///< of the last complete epoch
  std::optional<double> held_out;  ///< the lowest
  std::uint64_t best_epoch = 0;    ///< from 1, 0: none
  bool stopped_early = false;
};

/// Trains: batch by batch the loss, its gradients, clipping, a step of the optimizer; after each
/// epoch the held-out loss. At the end the trainee has the best weights (the averaged ones where
/// asked for, the last ones without held-out data). Asked to stop (foretell/base/stop.hpp) it
/// completes the step at hand, or leaves the evaluation at hand, and writes a checkpoint.
///   Errors  of run  kNotFinite (the loss or a gradient; step, epoch and layer named; weights are
///           those before the step, the last checkpoint stays), kIo (a checkpoint cannot be
///           written; the last one stays)
class Trainer {
 public:
  /// The trainee outlives the trainer; the options are checked.
  Trainer(Trainee& trainee, const TrainingOptions& options);

  /// Goes on from a checkpoint as if training had never stopped, bit by bit.
  ///   Errors  kBadFile, as the parts say it
  [[nodiscard]] Result<void> resume(const ModelFile& checkpoint);
  [[nodiscard]] Result<TrainingSummary> run(const TrainingHooks& hooks = {});
  /// Everything that `resume` needs; also a model that can be used.
  [[nodiscard]] ModelFile checkpoint() const;

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] bool finished() const;
  [[nodiscard]] std::uint64_t total_steps() const;
  [[nodiscard]] Result<StepReport> step(const TrainingHooks& hooks);
  [[nodiscard]] Error diverged(const std::string& what, double value, const std::string& where,
                               const TrainingHooks& hooks) const;
  [[nodiscard]] bool epoch_is_over() const;
  /// False if the evaluation was left; then nothing has changed.
  [[nodiscard]] bool finish_epoch(const TrainingHooks& hooks);
  [[nodiscard]] Result<void> write_checkpoint(const TrainingHooks& hooks);
  [[nodiscard]] TrainingSummary summary() const;

  Trainee& trainee_;
  TrainingOptions options_;
  Optimizer<float> optimizer_;
  Schedule schedule_;
  WeightAverage<float> average_;
  EarlyStopping stopping_;
  std::uint64_t step_ = 0;
  std::uint64_t epochs_done_ = 0;
  double epoch_loss_ = 0, epoch_tokens_ = 0;  // Σ loss · tokens and Σ tokens of this epoch
  double last_loss_ = 0;
  double rate_ = 0;
  std::uint64_t checkpoint_step_ = 0;
  Clock::time_point begin_{};
  std::uint64_t begin_step_ = 0;
  double run_tokens_ = 0;
};
}  // namespace foretell
