#include "python/core/forecaster.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "apps/calls/forecast_call.hpp"
#include "apps/calls/table_call.hpp"
#include "foretell/base/stop.hpp"
#include "foretell/select/forecaster_run.hpp"
#include "python/core/failure.hpp"
#include "python/core/table.hpp"

namespace foretell::python {
namespace {
nb::bytes bytes_of(const Holder& holder) {
  Forecaster copy = holder.forecaster;
  copy.notes = notes_of(holder.types);
  const std::string bytes = value_of(store(copy));
  return nb::bytes(bytes.data(), bytes.size());
}

Holder load(const nb::bytes& bytes) {
  Holder holder;
  holder.forecaster = value_of(load_forecaster({bytes.c_str(), bytes.size()}));
  holder.types = types_of_notes(holder.forecaster.notes);
  holder.keys = keys_of(holder.forecaster);
  return holder;
}

Holder fit(const PanelHolder& data, const calls::ForecastCall& call, std::size_t threads,
           nb::object progress) {
  const auto definitions = value_of(call.definitions());
  const auto fallbacks = value_of(call.request()).fallbacks;
  const Panel& panel = data.file.panel;
  Holder holder;
  holder.types = data.types;
  do_work({threads, std::move(progress)}, [&](Advance& advance) {
    advance.total = panel.size();
    FittedPanel fitted = fit_forecaster(panel, definitions, fallbacks,
                                        [&](std::size_t done) { advance.done = done; });
    ForecastBlock cells{0, panel.size(), {}, std::move(fitted.cells)};
    holder.troubles.take(cells, panel, definitions);
    holder.forecaster = std::move(fitted.forecaster);
    holder.keys = keys_of(holder.forecaster);
  });
  if (holder.troubles.num_forecast == 0 && !holder.troubles.first.empty()) {
    throw Failure{holder.troubles.first.front().error};
  }
  return holder;
}

// The rows of regressors for the steps ahead: from a frame, from the data of the fit, or nothing.
std::optional<Panel> future_of(const Holder& holder, nb::object future, const PanelHolder* data,
                               const calls::TableCall& table, std::size_t threads) {
  if (holder.forecaster.regressors.empty()) {
    if (future.is_none()) return std::nullopt;
    throw Failure{{ErrorCode::kInvalidOption, "--future is of use only with --regressors", ""}};
  }
  if (future.is_none()) return data == nullptr ? std::nullopt : std::optional(data->file.panel);
  Panel panel = holder.keys;
  const std::vector<std::size_t> no_rows(panel.size(), 0);
  panel.set_regressors(holder.forecaster.regressors, {}, no_rows);
  const TableLayout layout = value_of(table.resolved());
  const Source source(std::move(future));
  Result<void> joined;
  do_work({threads, nb::none()}, [&](Advance&) {
    joined = source.is_path() ? read_future(source.path(), layout, panel)
                              : read_future(source.frame(), layout, panel);
  });
  value_of(std::move(joined));
  return panel;
}

struct Prediction {
  Table table;
  Troubles troubles;
};

Prediction predict(const Holder& holder, const calls::ForecastCall& call, nb::object future,
                   const PanelHolder* data, const calls::TableCall& table, std::size_t threads,
                   nb::object progress) {
  const ForecastRequest request = value_of(call.request());
  const auto rows = future_of(holder, std::move(future), data, table, threads);
  const Panel& keys = holder.keys;
  const auto& definitions = holder.forecaster.definitions;
  Prediction answer{{FrameWriter(holder.types)}, {}};
  do_work({threads, std::move(progress)}, [&](Advance& advance) {
    advance.total = keys.size();
    const std::size_t step = calls::series_per_block(request.horizon);
    for (std::size_t first = 0; first < keys.size() && !stop_requested(); first += step) {
      const std::size_t count = std::min(step, keys.size() - first);
      ForecastBlock block =
          predict_block(holder.forecaster, first, count, request, rows ? &*rows : nullptr);
      answer.troubles.take(block, keys, definitions);
      auto numbers = std::move(block.columns);
      value_of(answer.table.rows.write(
          calls::forecast_table(keys, block, std::move(numbers), definitions, request, false)));
      advance.done = first + count;
    }
  });
  if (answer.troubles.num_forecast == 0 && !answer.troubles.first.empty()) {
    throw Failure{answer.troubles.first.front().error};
  }
  return answer;
}

nb::list update(Holder& holder, const PanelHolder& news, std::size_t threads) {
  Result<std::vector<Error>> errors;
  do_work({threads, nb::none()},
          [&](Advance&) { errors = update_forecaster(holder.forecaster, news.file.panel); });
  holder.keys = keys_of(holder.forecaster);
  nb::list texts;
  for (const Error& error : value_of(std::move(errors)))
    texts.append(nb::str(error.text().c_str()));
  return texts;
}

// Columns of the steps ahead, one row per series, path and step.
std::vector<Column> path_keys(const Panel& keys, std::size_t first, std::size_t count,
                              const ForecastRequest& request) {
  IdColumn ids{&keys, {}};
  TimeColumn times{&keys, {}};
  std::vector<std::int64_t> paths;
  for (std::size_t i = first; i < first + count; ++i) {
    for (std::size_t p = 0; p < request.simulation.num_paths; ++p) {
      for (std::size_t k = 0; k < request.horizon; ++k) {
        ids.series.push_back(static_cast<std::uint32_t>(i));
        times.ordinals.push_back(keys.start(i) + static_cast<std::int64_t>(k));
        paths.push_back(static_cast<std::int64_t>(p));
      }
    }
  }
  return {{"unique_id", std::move(ids)}, {"ds", std::move(times)}, {"path", std::move(paths)}};
}

Table simulate(const Holder& holder, const calls::ForecastCall& call, nb::object future,
               const PanelHolder* data, const calls::TableCall& table, std::size_t num_paths,
               std::size_t threads) {
  ForecastRequest request = value_of(call.request());
  request.simulation.num_paths = num_paths;
  const auto rows = future_of(holder, std::move(future), data, table, threads);
  Table answer{FrameWriter(holder.types)};
  do_work({threads, nb::none()}, [&](Advance&) {
    constexpr std::size_t kRows = 200000;
    const std::size_t step = std::max<std::size_t>(1, kRows / (request.horizon * num_paths));
    for (std::size_t first = 0; first < holder.keys.size() && !stop_requested(); first += step) {
      const std::size_t count = std::min(step, holder.keys.size() - first);
      auto values =
          simulate_block(holder.forecaster, first, count, request, rows ? &*rows : nullptr);
      std::vector<Column> columns = path_keys(holder.keys, first, count, request);
      for (std::size_t d = 0; d < values.size(); ++d) {
        columns.push_back({holder.forecaster.definitions[d].word(), std::move(values[d])});
      }
      value_of(answer.rows.write(std::move(columns)));
    }
  });
  return answer;
}

}  // namespace

void add_forecaster(nb::module_& module) {
  nb::class_<Prediction>(module, "Prediction", "Forecasts of a forecaster.")
      .def_prop_ro(
          "table", [](Prediction& answer) -> Table& { return answer.table; },
          nb::rv_policy::reference_internal)
      .def_prop_ro("troubles", [](const Prediction& answer) { return answer.troubles.list(); });
  nb::class_<Holder> forecaster(module, "Forecaster", "The fitted models of a panel.");
  add_insight(forecaster);
  forecaster.def("__len__", [](const Holder& holder) { return holder.forecaster.ids.size(); })
      .def("predict", &predict, nb::arg("call"), nb::arg("future").none(), nb::arg("data").none(),
           nb::arg("table"), nb::arg("threads"), nb::arg("progress").none())
      .def("update", &update)
      .def("simulate", &simulate, nb::arg("call"), nb::arg("future").none(), nb::arg("data").none(),
           nb::arg("table"), nb::arg("num_paths"), nb::arg("threads"))
      .def("to_bytes", &bytes_of)
      .def_prop_ro("frequency",
                   [](const Holder& holder) { return to_string(holder.forecaster.frequency); })
      .def_prop_ro("season", [](const Holder& holder) { return holder.forecaster.periods; })
      .def_prop_ro("time_zone", [](const Holder& holder) { return holder.forecaster.time_zone; })
      .def_prop_ro("regressors", [](const Holder& holder) { return holder.forecaster.regressors; })
      .def_prop_ro("models",
                   [](const Holder& holder) {
                     std::vector<std::string> words;
                     for (const auto& definition : holder.forecaster.definitions) {
                       words.push_back(definition.word());
                     }
                     return words;
                   })
      .def_prop_ro("num_fallbacks", [](const Holder& h) { return h.troubles.num_fallbacks; })
      .def_prop_ro("num_empty", [](const Holder& h) { return h.troubles.num_empty; })
      .def_prop_ro("num_forecast", [](const Holder& h) { return h.troubles.num_forecast; })
      .def_prop_ro("troubles", [](const Holder& h) { return h.troubles.list(); });
  module.def("fit", &fit, nb::arg("panel"), nb::arg("call"), nb::arg("threads"),
             nb::arg("progress").none());
  module.def("load", &load);
}
}  // namespace foretell::python
