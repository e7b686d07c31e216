#include "apps/cli/train_run.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/calls/text_table.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell::cli {
namespace {
double bits(double nats) {
  return nats / std::log(2.0);
}
}  // namespace

Outcome TrainRun::prepare() {
  auto config = calls::read_config(options_.config);
  if (!config) return wrong_data(std::move(config.error()));
  call_.config = std::move(*config);
  call_.where = options_.config;
  const std::filesystem::path path(options_.config);
  if (options_.output.empty()) options_.output = path.stem().string() + ".model";
  if (options_.checkpoint.empty()) options_.checkpoint = options_.output + ".checkpoint";
  call_.checkpoint = options_.checkpoint;
  call_.resume = options_.resume;
  call_.weights = options_.weights;
  for (const std::string* file : {&options_.output, &options_.checkpoint, &options_.report}) {
    if (file->empty()) continue;
    if (auto good = check_writable(*file); !good) return wrong_data(std::move(good.error()));
  }
  auto input = calls::read_sequences(call_.config.data, call_.config.batches.seed);
  if (!input) return wrong_data(std::move(input.error()));
  input_ = std::move(*input);
  if (!input_.refused.empty() && !options_.quiet) {
    fmt::print(stderr, "foretell: {} files were left out, the first: {}\n", input_.refused.size(),
               input_.refused.front().text());
  }
  return {};
}

void TrainRun::say_what(const SequenceModel& model) const {
  if (options_.quiet) return;
  fmt::print(stderr, "{} {}, {} held out; {} parameters\n",
             calls::grouped(input_.train.predictions()), text() ? "characters" : "steps of music",
             calls::grouped(input_.valid.predictions()),
             calls::grouped(model.parameters().num_values()));
}

Result<calls::Trained> TrainRun::train() {
  std::optional<CurveFile> file;
  calls::TrainingCurve curve([&file](const calls::CurveRow& row) { file->write(row); });
  const auto open = [&](const SequenceModel& model) { say_what(model); };
  if (!options_.log.empty()) {
    auto opened = CurveFile::open(options_.log);
    if (!opened) return fail(std::move(opened.error()));
    file.emplace(std::move(*opened));
  }
  TrainingDisplay display(input_.alphabet.kind, options_.quiet);
  const auto watch = [&](const auto& report) {
    display.show(report);
    if (file) curve.add(report);
    page_.add(report);
  };
  auto trained =
      calls::train(call_, input_, {.on_begin = open, .on_step = watch, .on_epoch = watch});
  if (file) {  // also of a run that failed
    curve.finish();
    if (auto good = file->finish(); !good) return fail(std::move(good.error()));
  }
  return trained;
}

// Of a run that failed on its way too, but not of one that never began.
Result<void> TrainRun::write_page() const {
  if (options_.report.empty() || page_.empty()) return {};
  const auto html = page_.render(call_.config, options_.output, options_.call);
  if (!html) return fail(html.error());
  return write_file(options_.report, *html);
}

Result<void> TrainRun::write_model(const calls::Trained& trained) const {
  const auto bytes = serialize(calls::model_file(call_.config, trained.model, trained.summary));
  if (!bytes) return fail(bytes.error());
  return write_file(options_.output, *bytes);
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

void TrainRun::print(const calls::Trained& trained) const {
  if (options_.quiet && !options_.json) return;
  const TrainingSummary& summary = trained.summary;
  std::optional<HeldOut> test;
  if (!input_.test.empty()) {
    test = held_out(trained.model, input_.test, call_.config.batches.batch);
  }
  if (!options_.json) return print_text(summary, test, trained.seconds);
  nlohmann::ordered_json json{{"output", options_.output},
                              {"checkpoint", options_.checkpoint},
                              {"steps", summary.steps},
                              {"epochs", summary.epochs},
                              {"stopped_early", summary.stopped_early},
                              {"seconds", trained.seconds},
                              {"parameters", trained.model.parameters().num_values()},
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
  const auto trained = train();
  if (trained) {
    if (auto good = write_model(*trained); !good) return wrong_data(std::move(good.error()));
  }
  const auto page = write_page();
  if (!trained) return wrong_data(trained.error());
  if (!page) return wrong_data(page.error());
  print(*trained);
  return {};
}
}  // namespace foretell::cli
