#include "apps/cli/train_run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/calls/text_table.hpp"
#include "apps/cli/training_page.hpp"
#include "foretell/base/option_text.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/tasks/generation/sequence_training.hpp"
#include "foretell/trainer/torch_weights.hpp"

namespace foretell::cli {
namespace {
double bits(double nats) {
  return nats / std::log(2.0);
}
}  // namespace

Outcome TrainRun::prepare() {
  auto config = read_config(options_.config);
  if (!config) return wrong_data(std::move(config.error()));
  config_ = std::move(*config);
  const std::filesystem::path path(options_.config);
  if (options_.output.empty()) options_.output = path.stem().string() + ".model";
  if (options_.checkpoint.empty()) options_.checkpoint = options_.output + ".checkpoint";
  auto input = read_sequences(config_.data, config_.batches.seed);
  if (!input) return wrong_data(std::move(input.error()));
  input_ = std::move(*input);
  if (!input_.refused.empty() && !options_.quiet) {
    fmt::print(stderr, "foretell: {} files were left out, the first: {}\n", input_.refused.size(),
               input_.refused.front().text());
  }
  return {};
}

Outcome TrainRun::take_weights(SequenceModel& model) const {
  const auto bytes = read_bytes(options_.weights);
  if (!bytes) return wrong_data(bytes.error());
  const auto file = parse_safetensors(*bytes);
  const Result<void> good =
      file ? take_torch_weights(*file, model.parameters()) : Result<void>(fail(file.error()));
  if (!good) return wrong_data({good.error().code, good.error().text(), options_.weights});
  return {};
}

Outcome TrainRun::train(SequenceModel& model, TrainingSummary& summary) {
  SequenceTraining trainee({.model = model,
                            .train = input_.train,
                            .valid = &input_.valid,
                            .batches = config_.batches,
                            .transpose = config_.data.transpose});
  Trainer trainer(trainee, config_.training);
  if (!options_.resume.empty()) {
    const auto file = read_model_file(options_.resume);
    if (!file) return wrong_data(file.error());
    if (auto good = trainer.resume(*file); !good) {
      return wrong_data({good.error().code, good.error().text(), options_.resume});
    }
  }
  std::optional<CurveFile> curves;
  if (!options_.log.empty()) {
    auto opened = CurveFile::open(options_.log);
    if (!opened) return wrong_data(std::move(opened.error()));
    curves.emplace(std::move(*opened));
  }
  TrainingDisplay display(input_.alphabet.kind, options_.quiet);
  TrainingPage page;
  const auto watch = [&](const auto& report) {
    display.show(report);
    if (curves) curves->add(report);
    page.add(report);
  };
  auto result = trainer.run(
      {.checkpoint = options_.checkpoint, .on_step = watch, .on_epoch = watch, .stop = {}});
  if (curves) {  // also of a run that failed
    if (auto good = curves->finish(); !good) return wrong_data(std::move(good.error()));
  }
  if (!options_.report.empty()) {
    const auto html = page.render(config_, options_.output, options_.call);
    if (!html) return wrong_data(html.error());
    if (auto good = write_file(options_.report, *html); !good)
      return wrong_data(std::move(good.error()));
  }
  if (!result) return wrong_data(std::move(result.error()));
  summary = *result;
  return {};
}

Outcome TrainRun::write_model(const SequenceModel& model, const TrainingSummary& summary) const {
  ModelFile file;
  visit_config(config_,
               [&file](const char* section, const char* name, const auto& value, const char*) {
                 file.metadata[fmt::format("{}.{}", section, name)] = option_text(value);
               });
  model.save(file);
  file.metadata["training.result.steps"] = std::to_string(summary.steps);
  file.metadata["training.result.epochs"] = std::to_string(summary.epochs);
  if (summary.held_out) file.metadata["training.result.held_out"] = option_text(*summary.held_out);
  const auto bytes = serialize(file);
  if (!bytes) return wrong_data(bytes.error());
  if (auto good = write_file(options_.output, *bytes); !good)
    return wrong_data(std::move(good.error()));
  return {};
}

void TrainRun::print_text(const TrainingSummary& summary, const std::optional<HeldOut>& test,
                          double seconds) const {
  const auto line = [this](const char* what, double loss, double later) {
    if (text()) {
      fmt::print("{}: {:.4f} bits a character ({:.4f} nats)\n", what, bits(loss), loss);
    } else {
      fmt::print("{}: {:.4f} nats a step", what, loss);
      if (later > 0) fmt::print(" ({:.4f} without the first of each song)", later);
      fmt::print("\n");
    }
  };
  fmt::print("{} steps in {} epochs, {:.1f} s{}\n", calls::grouped(summary.steps), summary.epochs,
             seconds, summary.stopped_early ? ", stopped early" : "");
  if (summary.held_out) {
    line(fmt::format("held out (epoch {})", summary.best_epoch).c_str(), *summary.held_out, 0);
  }
  if (test) line("test", test->loss, test->later_loss);
  fmt::print("wrote {}\n", options_.output);
}

void TrainRun::print(const SequenceModel& model, const TrainingSummary& summary,
                     double seconds) const {
  if (options_.quiet && !options_.json) return;
  std::optional<HeldOut> test;
  if (!input_.test.empty()) test = held_out(model, input_.test, config_.batches.batch);
  if (!options_.json) return print_text(summary, test, seconds);
  nlohmann::ordered_json json{{"output", options_.output},
                              {"checkpoint", options_.checkpoint},
                              {"steps", summary.steps},
                              {"epochs", summary.epochs},
                              {"stopped_early", summary.stopped_early},
                              {"seconds", seconds},
                              {"parameters", model.parameters().num_values()},
                              {"loss", summary.loss}};
  if (summary.held_out) {
    json["held_out"] = {{"nats", *summary.held_out}, {"epoch", summary.best_epoch}};
    if (text()) json["held_out"]["bits"] = bits(*summary.held_out);
  }
  if (test) {
    json["test"] = {{"nats", test->loss}, {"predictions", test->predictions}};
    if (text()) json["test"]["bits"] = test->bits();
    if (!text()) json["test"]["nats_without_first"] = test->later_loss;
  }
  fmt::print("{}\n", json.dump(2));
}

Outcome TrainRun::run() {
  set_num_threads(options_.threads);
  if (auto good = prepare(); !good) return good;
  auto model = SequenceModel::make(input_.alphabet, config_.model, config_.batches.seed);
  if (!model) {
    model.error().where = options_.config;
    return wrong_data(std::move(model.error()));
  }
  if (!options_.weights.empty()) {
    if (auto good = take_weights(*model); !good) return good;
  }
  if (!options_.quiet) {
    fmt::print(stderr, "{} {}, {} held out; {} parameters\n",
               calls::grouped(input_.train.predictions()), text() ? "characters" : "steps of music",
               calls::grouped(input_.valid.predictions()),
               calls::grouped(model->parameters().num_values()));
  }
  const auto begin = std::chrono::steady_clock::now();
  TrainingSummary summary;
  if (auto good = train(*model, summary); !good) return good;
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (auto good = write_model(*model, summary); !good) return good;
  print(*model, summary, seconds);
  return {};
}
}  // namespace foretell::cli
