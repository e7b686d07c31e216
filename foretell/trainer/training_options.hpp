#pragma once
#include "foretell/trainer/optimizer.hpp"
#include "foretell/trainer/schedule.hpp"
#include "foretell/trainer/weight_average.hpp"

namespace foretell {
/// How a network is trained.
struct TrainingOptions {
  std::size_t epochs = 20;    ///< 0: weights stay as they begin
  std::size_t max_steps = 0;  ///< stop after so many steps; 0: after the epochs
  double learning_rate = 1e-3;
  OptimizerOptions optimizer;
  ScheduleOptions schedule;
  AverageOptions average;
  double clip_norm = 1;      ///< largest norm of the gradient; 0: any
  double clip_value = 0;     ///< largest number in the gradient; 0: any
  std::size_t patience = 0;  ///< epochs without a lower held-out loss before it ends; 0: never
  std::size_t checkpoint_every = 0;  ///< steps between checkpoints; 0: after each epoch

  ///   Errors  kInvalidOption, naming option, value and bound
  [[nodiscard]] Result<void> check() const;
};

/// Calls visit(name, option, help) for every option, under the name that files and users know.
template <class Options, class Visit>
void visit_training_options(Options& options, const Visit& visit) {
  visit("epochs", options.epochs, "times through the data");
  visit("max_steps", options.max_steps, "stop after so many steps; 0: after the epochs");
  visit("learning_rate", options.learning_rate, "size of a step");
  visit("optimizer", options.optimizer.kind, "how weights follow gradients");
  visit("momentum", options.optimizer.momentum, "of sgd and rmsprop");
  visit("nesterov", options.optimizer.nesterov, "sgd: look ahead by the momentum");
  visit("alpha", options.optimizer.alpha, "rmsprop: memory of the squared gradient");
  visit("beta1", options.optimizer.beta1, "adam: memory of the gradient");
  visit("beta2", options.optimizer.beta2, "adam: memory of the squared gradient");
  visit("epsilon", options.optimizer.epsilon, "added to the root of the squared gradient");
  visit("sparse_embedding", options.optimizer.sparse_embedding,
        "adam: move only the embeddings of what was seen");
  visit("weight_decay", options.optimizer.weight_decay, "pull of the weights towards zero");
  visit("schedule", options.schedule.kind, "how the learning rate changes");
  visit("warmup_steps", options.schedule.warmup_steps, "steps over which the rate grows");
  visit("schedule_every", options.schedule.every, "step: epochs between two cuts of the rate");
  visit("schedule_factor", options.schedule.factor, "step, plateau: what a cut multiplies by");
  visit("schedule_plateau", options.schedule.plateau, "plateau: epochs to wait before a cut");
  visit("schedule_lowest", options.schedule.lowest, "share of the rate that always remains");
  visit("average", options.average.kind, "average of the weights that is kept");
  visit("average_decay", options.average.decay, "exponential: memory of the average");
  visit("average_start", options.average.start, "steps before averaging begins");
  visit("clip_norm", options.clip_norm, "largest norm of the gradient; 0: any");
  visit("clip_value", options.clip_value, "largest number in the gradient; 0: any");
  visit("patience", options.patience, "epochs without improvement before it ends; 0: never");
  visit("checkpoint_every", options.checkpoint_every, "steps between checkpoints; 0: each epoch");
}
}  // namespace foretell
