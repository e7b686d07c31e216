// Training of networks for sequences.
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <cmath>
#include <optional>

#include "apps/calls/train_call.hpp"
#include "apps/calls/training_curve.hpp"
#include "foretell/base/option_text.hpp"
#include "foretell/base/stop.hpp"
#include "foretell/store/atomic_file.hpp"
#include "foretell/tasks/generation/held_out.hpp"
#include "python/core/arrays.hpp"
#include "python/core/failure.hpp"
#include "python/core/sequences.hpp"
#include "python/core/work.hpp"

namespace foretell::python {
namespace {
using calls::OptionValue;
using calls::TrainCall;

OptionValue option_value(const nb::object& value) {
  if (nb::isinstance<nb::bool_>(value)) return nb::cast<bool>(value);
  if (nb::isinstance<nb::int_>(value)) return nb::cast<std::int64_t>(value);
  if (nb::isinstance<nb::float_>(value)) return nb::cast<double>(value);
  if (nb::isinstance<nb::str>(value)) return nb::cast<std::string>(value);
  return {};
}

/// Songs at hand, by part; none: files are read.
struct Songs {
  bool given = false;
  std::vector<FloatRows> train, valid, test;
};

struct Training {
  std::optional<Network> network;
  std::vector<calls::CurveRow> curve;
  TrainingSummary summary;
  std::optional<HeldOut> test;
  double seconds = 0;
  std::vector<std::string> refused;
};

Result<calls::SequenceInput> input_of(const TrainCall& call, const Songs& songs) {
  const auto& config = call.config;
  if (!songs.given) return calls::read_sequences(config.data, config.batches.seed);
  return calls::take_songs({frames_of(songs.train), frames_of(songs.valid), frames_of(songs.test)},
                           config.data, config.batches.seed);
}

void run(const TrainCall& call, const calls::SequenceInput& input, const std::string& output,
         Advance& advance, Training& result) {
  for (const Error& error : input.refused) result.refused.push_back(error.text());
  calls::TrainingCurve curve([&](const calls::CurveRow& row) { result.curve.push_back(row); });
  const auto on_step = [&](const StepReport& report) {
    curve.add(report);
    advance.total = report.steps;
    advance.done = report.step;
  };
  auto trained = value_of(calls::train(
      call, input,
      {.on_begin = {}, .on_step = on_step, .on_epoch = [&](const auto& r) { curve.add(r); }}));
  curve.finish();
  if (stop_requested()) return;
  ModelFile file = calls::model_file(call.config, trained.model, trained.summary);
  if (!output.empty()) value_of(write_file(output, value_of(serialize(file))));
  if (!input.test.empty()) {
    result.test = held_out(trained.model, input.test, call.config.batches.batch);
  }
  result.summary = trained.summary;
  result.seconds = trained.seconds;
  result.network.emplace(Network{std::move(trained.model), std::move(file.metadata)});
}

Training train(const TrainCall& call, const Songs& songs, const std::string& output,
               std::size_t threads, nb::object progress) {
  calls::TrainConfig checked = call.config;
  if (songs.given) checked.data.train = "songs at hand";  // no file has to be named
  value_of(calls::check(checked));
  Training result;
  do_work({threads, std::move(progress)}, [&](Advance& advance) {
    run(call, value_of(input_of(call, songs)), output, advance, result);
  });
  return result;
}

nb::dict history_of(const Training& training) {
  nb::dict columns;
  const auto column = [&](const char* name, const auto& value) {
    nb::list values;
    for (const calls::CurveRow& row : training.curve) values.append(nb::cast(value(row)));
    columns[name] = values;
  };
  using Row = calls::CurveRow;
  column("step", [](const Row& row) { return row.step.step; });
  column("epoch", [](const Row& row) { return row.step.epoch; });
  column("loss", [](const Row& row) { return row.step.loss; });
  column("held_out", [](const Row& row) -> nb::object {
    return row.held_out ? nb::cast(*row.held_out) : nb::none();
  });
  column("gradient_norm", [](const Row& row) { return row.step.gradient_norm; });
  column("learning_rate", [](const Row& row) { return row.step.learning_rate; });
  column("tokens_per_second", [](const Row& row) { return row.step.tokens_per_second; });
  column("seconds", [](const Row& row) { return row.step.seconds; });
  return columns;
}

nb::dict summary_of(const Training& training) {
  const TrainingSummary& summary = training.summary;
  nb::dict result;
  result["steps"] = summary.steps;
  result["epochs"] = summary.epochs;
  result["stopped_early"] = summary.stopped_early;
  result["seconds"] = training.seconds;
  result["loss"] = summary.loss;
  if (summary.held_out) {
    result["held_out"] = *summary.held_out;
    result["best_epoch"] = summary.best_epoch;
  }
  if (training.test) {
    result["test"] = training.test->loss;
    result["test_without_first"] = training.test->later_loss;
  }
  return result;
}
}  // namespace

void add_train(nb::module_& module) {
  nb::class_<TrainCall>(module, "TrainCall", "What is asked of training.")
      .def(nb::init<>())
      .def("read",
           [](TrainCall& call, const std::string& path) {
             call.config = value_of(calls::read_config(path));
             call.where = path;
           })
      .def(
          "set",
          [](TrainCall& call, const std::string& section, const std::string& name,
             const nb::object& value) {
            value_of(calls::set_option(call.config, section, name, option_value(value)));
          },
          nb::arg("section"), nb::arg("name"), nb::arg("value").none())
      .def_prop_ro("kind", [](const TrainCall& c) { return option_text(c.config.data.kind); })
      .def_prop_ro("train", [](const TrainCall& c) { return c.config.data.train; })
      .def_rw("checkpoint", &TrainCall::checkpoint)
      .def_rw("resume", &TrainCall::resume)
      .def_rw("weights", &TrainCall::weights);
  nb::class_<Songs>(module, "Songs", "Songs at hand, by part.")
      .def(nb::init<>())
      .def_rw("given", &Songs::given)
      .def_rw("train", &Songs::train)
      .def_rw("valid", &Songs::valid)
      .def_rw("test", &Songs::test);
  nb::class_<Training>(module, "Training", "A trained network and how it came to be.")
      .def_prop_ro(
          "network", [](Training& training) -> Network& { return *training.network; },
          nb::rv_policy::reference_internal)
      .def_prop_ro("history", &history_of)
      .def_prop_ro("summary", &summary_of)
      .def_ro("refused", &Training::refused);
  module.def("train", &train, nb::arg("call"), nb::arg("songs"), nb::arg("output"),
             nb::arg("threads"), nb::arg("progress").none());
}
}  // namespace foretell::python
