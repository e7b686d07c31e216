#include "foretell/trainer/trainer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "foretell/base/stop.hpp"
#include "foretell/store/atomic_file.hpp"
#include "foretell/trainer/clip.hpp"
#include "foretell/trainer/stored_values.hpp"

namespace foretell {
Result<void> TrainingOptions::check() const {
  const auto refuse = [](const char* name, double value, const char* bound) {
    return fail(ErrorCode::kInvalidOption, fmt::format("{} is {}: {}", name, value, bound));
  };
  if (!(learning_rate > 0 && std::isfinite(learning_rate))) {
    return refuse("learning_rate", learning_rate, "above 0");
  }
  if (!(clip_norm >= 0)) return refuse("clip_norm", clip_norm, "0 or above");
  if (!(clip_value >= 0)) return refuse("clip_value", clip_value, "0 or above");
  if (auto good = optimizer.check(); !good) return good;
  if (auto good = schedule.check(); !good) return good;
  return average.check();
}

Trainer::Trainer(Trainee& trainee, const TrainingOptions& options)
    : trainee_(trainee),
      options_(options),
      optimizer_(trainee.parameters(), options.optimizer),
      schedule_(options.schedule),
      average_(trainee.parameters(), options.average),
      stopping_(trainee.parameters(), options.patience) {
}

std::uint64_t Trainer::total_steps() const {
  const std::uint64_t steps =
      options_.epochs * std::max<std::uint64_t>(trainee_.steps_per_epoch(), 1);
  return options_.max_steps == 0 ? steps : std::min<std::uint64_t>(steps, options_.max_steps);
}

bool Trainer::finished() const {
  return epochs_done_ >= options_.epochs || stopping_.stop() ||
         (options_.max_steps != 0 && step_ >= options_.max_steps);
}

Error Trainer::diverged(const std::string& what, double value, const std::string& where,
                        const TrainingHooks& hooks) const {
  std::string message =
      fmt::format("the {} is {} at step {} of epoch {}", what, value, step_ + 1, epochs_done_ + 1);
  if (!where.empty()) message += fmt::format(", first in '{}'", where);
  message += fmt::format("; lower learning_rate ({}) or clip_norm ({})", options_.learning_rate,
                         options_.clip_norm);
  if (!hooks.checkpoint.empty() && checkpoint_step_ > 0) {
    message += fmt::format("; {} has step {}", hooks.checkpoint, checkpoint_step_);
  }
  return {ErrorCode::kNotFinite, std::move(message), {}};
}

Result<StepReport> Trainer::step(const TrainingHooks& hooks) {
  Parameters<float>& parameters = trainee_.parameters();
  parameters.clear_gradients();
  const StepLoss loss = trainee_.learn(step_);
  if (!std::isfinite(loss.loss)) {
    const std::string layer = trainee_.not_finite_layer();
    return fail(
        diverged("loss", loss.loss, layer.empty() ? first_not_finite(parameters) : layer, hooks));
  }
  clip_value(parameters, options_.clip_value);
  const double norm = clip_norm(parameters, options_.clip_norm);
  if (!std::isfinite(norm)) {
    return fail(diverged("norm of the gradient", norm, first_not_finite(parameters), hooks));
  }
  const double done = static_cast<double>(step_) / static_cast<double>(total_steps());
  rate_ = options_.learning_rate * schedule_.share(step_, epochs_done_, done);
  optimizer_.step(rate_);
  average_.update();
  ++step_;
  const auto tokens = static_cast<double>(loss.tokens);
  epoch_loss_ += loss.loss * tokens;
  epoch_tokens_ += tokens;
  run_tokens_ += tokens;
  const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  const double each = seconds / static_cast<double>(step_ - begin_step_);
  const double left = each * static_cast<double>(total_steps() - std::min(step_, total_steps()));
  return StepReport{step_, epochs_done_ + 1, loss.loss, norm, rate_, run_tokens_ / seconds, seconds,
                    left,  total_steps()};
}

bool Trainer::epoch_is_over() const {
  return trainee_.epoch() > epochs_done_;
}

bool Trainer::finish_epoch(const TrainingHooks& hooks) {
  average_.swap();
  const std::optional<double> held_out = trainee_.evaluate();
  if (stop_requested()) {  // what was evaluated is incomplete
    average_.swap();
    return false;
  }
  ++epochs_done_;
  last_loss_ = epoch_tokens_ > 0 ? epoch_loss_ / epoch_tokens_ : 0;
  epoch_loss_ = epoch_tokens_ = 0;
  EpochReport report{.epoch = epochs_done_,
                     .step = step_,
                     .loss = last_loss_,
                     .held_out = held_out,
                     .learning_rate = rate_};
  if (report.held_out) report.best = stopping_.observe(*report.held_out, epochs_done_);
  average_.swap();
  schedule_.observe(report.held_out.value_or(last_loss_));
  report.seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  report.tokens_per_second = run_tokens_ / report.seconds;
  if (hooks.on_epoch) hooks.on_epoch(report);
  return true;
}

Result<TrainingSummary> Trainer::run(const TrainingHooks& hooks) {
  const StopSource* const asked = current_stop();
  const StopScope whole_steps(nullptr);  // a step that has begun is completed
  begin_ = Clock::now();
  begin_step_ = step_;
  run_tokens_ = 0;
  bool stop = false;
  while ((!finished() || epoch_is_over()) && !stop) {
    if (!epoch_is_over()) {  // else this run goes on from an evaluation that was left
      const auto report = step(hooks);
      if (!report) return fail(report.error());
      if (hooks.on_step) hooks.on_step(*report);
    }
    bool epoch_ends = epoch_is_over();
    if (epoch_ends) {
      const StopScope evaluation(asked);
      epoch_ends = finish_epoch(hooks);
    }
    stop = (hooks.stop && hooks.stop()) || (asked != nullptr && asked->requested());
    const bool due =
        options_.checkpoint_every == 0 ? epoch_ends : step_ % options_.checkpoint_every == 0;
    if (due || stop || finished()) {
      if (auto good = write_checkpoint(hooks); !good) return fail(std::move(good.error()));
    }
  }
  const TrainingSummary result = summary();
  if (result.held_out) {
    stopping_.restore();
  } else {
    average_.swap();
  }
  return result;
}

TrainingSummary Trainer::summary() const {
  TrainingSummary result{.steps = step_,
                         .epochs = epochs_done_,
                         .loss = last_loss_,
                         .held_out = {},
                         .stopped_early = stopping_.stop()};
  if (!std::isfinite(stopping_.best())) return result;
  result.held_out = stopping_.best();
  result.best_epoch = stopping_.best_epoch();
  return result;
}

ModelFile Trainer::checkpoint() const {
  ModelFile file;
  trainee_.save(file);
  optimizer_.save(file);
  schedule_.save(file);
  average_.save(file);
  stopping_.save(file);
  put_values(file, "training.counts",
             std::vector<std::int64_t>{static_cast<std::int64_t>(step_),
                                       static_cast<std::int64_t>(epochs_done_)});
  put_values(file, "training.sums", std::vector<double>{epoch_loss_, epoch_tokens_, last_loss_});
  return file;
}

Result<void> Trainer::write_checkpoint(const TrainingHooks& hooks) {
  if (hooks.checkpoint.empty()) return {};
  const auto bytes = serialize(checkpoint());
  if (!bytes) return fail(bytes.error());
  if (auto good = write_file(hooks.checkpoint, *bytes); !good) return good;
  checkpoint_step_ = step_;
  return {};
}

Result<void> Trainer::resume(const ModelFile& checkpoint) {
  std::vector<std::int64_t> counts(2);
  std::vector<double> sums(3);
  if (checkpoint.find<std::int64_t>("training.counts") == nullptr) {
    return fail(ErrorCode::kBadFile, "a trained model, not a checkpoint to go on from");
  }
  if (auto good = trainee_.load(checkpoint); !good) return good;
  if (auto good = optimizer_.load(checkpoint); !good) return good;
  if (auto good = schedule_.load(checkpoint); !good) return good;
  if (auto good = average_.load(checkpoint); !good) return good;
  if (auto good = stopping_.load(checkpoint); !good) return good;
  if (auto good = get_values(checkpoint, "training.counts", counts); !good) return good;
  if (auto good = get_values(checkpoint, "training.sums", sums); !good) return good;
  if (counts[0] < 0 || counts[1] < 0) {
    return fail(ErrorCode::kBadFile, "a negative count", "training.counts");
  }
  step_ = checkpoint_step_ = static_cast<std::uint64_t>(counts[0]);
  epochs_done_ = static_cast<std::uint64_t>(counts[1]);
  epoch_loss_ = sums[0];
  epoch_tokens_ = sums[1];
  last_loss_ = sums[2];
  return {};
}
}  // namespace foretell
