#include "apps/calls/train_call.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "foretell/base/option_text.hpp"
#include "foretell/store/atomic_file.hpp"
#include "foretell/tasks/generation/sequence_training.hpp"
#include "foretell/trainer/torch_weights.hpp"

namespace foretell::calls {
namespace {
Result<void> take_weights(const std::string& path, SequenceModel& model) {
  const auto bytes = read_bytes(path);
  if (!bytes) return fail(bytes.error());
  const auto file = parse_safetensors(*bytes);
  const Result<void> good =
      file ? take_torch_weights(*file, model.parameters()) : Result<void>(fail(file.error()));
  if (!good) return fail(good.error().code, good.error().text(), path);
  return {};
}

Result<void> resume(const std::string& path, Trainer& trainer) {
  const auto file = read_model_file(path);
  if (!file) return fail(file.error());
  if (auto good = trainer.resume(*file); !good) {
    return fail(good.error().code, good.error().text(), path);
  }
  return {};
}
}  // namespace

Result<Trained> train(const TrainCall& call, const SequenceInput& input, const TrainWatch& watch) {
  const TrainConfig& config = call.config;
  auto model = SequenceModel::make(input.alphabet, config.model, config.batches.seed);
  if (!model) return fail(model.error().code, model.error().message, call.where);
  Trained trained{.model = std::move(*model), .summary = {}};
  if (!call.weights.empty()) {
    if (auto good = take_weights(call.weights, trained.model); !good) {
      return fail(std::move(good.error()));
    }
  }
  if (watch.on_begin) watch.on_begin(trained.model);
  const auto begin = std::chrono::steady_clock::now();
  SequenceTraining trainee({.model = trained.model,
                            .train = input.train,
                            .valid = &input.valid,
                            .batches = config.batches,
                            .transpose = config.data.transpose});
  Trainer trainer(trainee, config.training);
  if (!call.resume.empty()) {
    if (auto good = resume(call.resume, trainer); !good) return fail(std::move(good.error()));
  }
  const auto summary = trainer.run({.checkpoint = call.checkpoint,
                                    .on_step = watch.on_step,
                                    .on_epoch = watch.on_epoch,
                                    .stop = {}});
  if (!summary) return fail(summary.error());
  trained.summary = *summary;
  trained.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return trained;
}

ModelFile model_file(const TrainConfig& config, const SequenceModel& model,
                     const TrainingSummary& summary) {
  ModelFile file;
  visit_config(config,
               [&file](const char* section, const char* name, const auto& value, const char*) {
                 file.metadata[fmt::format("{}.{}", section, name)] = option_text(value);
               });
  model.save(file);
  file.metadata["training.result.steps"] = std::to_string(summary.steps);
  file.metadata["training.result.epochs"] = std::to_string(summary.epochs);
  if (summary.held_out) file.metadata["training.result.held_out"] = option_text(*summary.held_out);
  return file;
}
}  // namespace foretell::calls
