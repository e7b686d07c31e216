#pragma once
#include <functional>
#include <string>

#include "apps/calls/sequence_input.hpp"
#include "apps/calls/train_config.hpp"
#include "foretell/trainer/trainer.hpp"

namespace foretell::calls {
/// What a user asks of training, in the words that the command and Python share.
struct TrainCall {
  TrainConfig config;
  std::string where;       ///< what messages call the configuration, such as its path
  std::string checkpoint;  ///< file to write the state of training to; empty: none
  std::string resume;      ///< checkpoint to go on from; empty: none
  std::string weights;     ///< safetensors of PyTorch to begin from; empty: none
};

/// Who watches.
struct TrainWatch {
  std::function<void(const SequenceModel&)> on_begin;
  std::function<void(const StepReport&)> on_step;
  std::function<void(const EpochReport&)> on_epoch;
};

/// A model with the weights of the epoch that predicted best, and how it came to be.
struct Trained {
  SequenceModel model;
  TrainingSummary summary;
  double seconds = 0;
};

/// Makes a model for the data and trains it. Asked to stop (foretell/base/stop.hpp), it ends after
/// the step at hand, or within an evaluation, with a checkpoint; whoever asked throws the model
/// away.
///   Errors  kInvalidOption, kIo, kBadFile (`resume`, `weights`), those of Trainer::run
[[nodiscard]] Result<Trained> train(const TrainCall& call, const SequenceInput& input,
                                    const TrainWatch& watch);

/// The model as a file, with every option and how training ended as metadata.
[[nodiscard]] ModelFile model_file(const TrainConfig& config, const SequenceModel& model,
                                   const TrainingSummary& summary);
}  // namespace foretell::calls
