#include <nanobind/stl/string.h>

#include <optional>

#include "apps/calls/leaderboard.hpp"
#include "apps/calls/score_call.hpp"
#include "python/core/failure.hpp"
#include "python/core/panel.hpp"
#include "python/core/table.hpp"

namespace foretell::python {
namespace {
struct ScoreAnswer {
  Table total;
  Table by_step;
  Table by_series;
  std::size_t num_scored = 0;
  std::size_t num_unmatched = 0;
};

struct Numbered {
  std::string model;
  std::int64_t step;
  MetricValues values;
};

// Rows of model, step (where there are several) and metrics.
std::vector<Column> metric_table(const std::vector<Numbered>& rows, bool with_step) {
  std::vector<std::string> models;
  std::vector<std::int64_t> steps;
  std::vector<std::vector<double>> values(kNumMetrics);
  for (const Numbered& row : rows) {
    models.push_back(row.model);
    steps.push_back(row.step);
    for (const Metric metric : all_metrics()) {
      values[static_cast<std::size_t>(metric)].push_back(row.values[metric]);
    }
  }
  std::vector<Column> table{{"model", std::move(models)}};
  if (with_step) table.push_back({"step", std::move(steps)});
  for (const Metric metric : all_metrics()) {
    table.push_back(
        {std::string(name_of(metric)), std::move(values[static_cast<std::size_t>(metric)])});
  }
  return table;
}

std::vector<Column> total_table(const calls::Scores& scores) {
  std::vector<Numbered> rows;
  for (const std::size_t m : calls::leaderboard_order(scores.result)) {
    rows.push_back({scores.models[m].model, 0, scores.result.total[m].metrics(scores.benchmark())});
  }
  return metric_table(rows, false);
}

std::vector<Column> step_table(const calls::Scores& scores) {
  std::vector<Numbered> rows;
  const auto& benchmark = scores.result.benchmark_by_step;
  for (const std::size_t m : calls::leaderboard_order(scores.result)) {
    const auto& steps = scores.result.by_step[m];
    for (std::size_t k = 0; k < steps.size(); ++k) {
      rows.push_back({scores.models[m].model, static_cast<std::int64_t>(k) + 1,
                      steps[k].metrics(k < benchmark.size() ? &benchmark[k] : nullptr)});
    }
  }
  return metric_table(rows, true);
}

// Ids of a long table as a panel has them, so that they go back in the frame's type.
Panel ids_as_panel(const LongTable& table) {
  Panel panel(Frequency{}, "", {});
  const std::vector<double> nothing{0.0};
  for (const std::string& id : table.ids) panel.add(id, 0, nothing);
  return panel;
}

std::vector<Column> series_table(const calls::Scores& scores, const Panel& ids) {
  IdColumn column{&ids, {}};
  for (std::size_t m = 0; m < scores.models.size(); ++m) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      column.series.push_back(static_cast<std::uint32_t>(i));
    }
  }
  auto table = calls::score_table(scores);
  table.insert(table.begin(), {"unique_id", std::move(column)});
  return table;
}

LongTable long_table(const Source& source, const TableLayout& layout, FrameTypes* types) {
  return value_of(source.is_path() ? read_long_table(source.path(), layout)
                                   : read_long_table(source.frame(), layout, types));
}

ScoreAnswer score_tables(nb::object forecasts, nb::object actuals, const PanelHolder* training,
                         const calls::TableCall& table, const std::string& benchmark,
                         std::size_t threads) {
  const TableLayout layout = value_of(table.resolved());
  const Source forecast_source(std::move(forecasts));
  const Source actual_source(std::move(actuals));
  ScoreAnswer answer{.by_series = {FrameWriter{}}};
  do_work({threads, nb::none()}, [&](Advance&) {
    FrameTypes types;
    const LongTable made = long_table(forecast_source, layout, nullptr);
    const LongTable came = long_table(actual_source, layout, &types);
    const calls::Scores scores = value_of(calls::score(
        {made, came, training == nullptr ? nullptr : &training->file.panel, table.layout.target,
         benchmark, forecast_source.is_path() ? forecast_source.path() : "the forecasts",
         actual_source.is_path() ? actual_source.path() : "the actual values"}));
    answer.num_scored = scores.num_scored;
    answer.num_unmatched = scores.num_unmatched;
    value_of(answer.total.rows.write(total_table(scores)));
    value_of(answer.by_step.rows.write(step_table(scores)));
    const Panel ids = ids_as_panel(came);
    answer.by_series.rows = FrameWriter(types);
    value_of(answer.by_series.rows.write(series_table(scores, ids)));
  });
  return answer;
}
}  // namespace

void add_score(nb::module_& module) {
  const auto inside = nb::rv_policy::reference_internal;
  nb::class_<ScoreAnswer>(module, "ScoreAnswer", "How forecasts fared, as tables.")
      .def_prop_ro(
          "total", [](ScoreAnswer& s) -> Table& { return s.total; }, inside)
      .def_prop_ro(
          "by_step", [](ScoreAnswer& s) -> Table& { return s.by_step; }, inside)
      .def_prop_ro(
          "by_series", [](ScoreAnswer& s) -> Table& { return s.by_series; }, inside)
      .def_ro("num_scored", &ScoreAnswer::num_scored)
      .def_ro("num_unmatched", &ScoreAnswer::num_unmatched);
  module.def("score", &score_tables, nb::arg("forecasts"), nb::arg("actuals"),
             nb::arg("training").none(), nb::arg("table"), nb::arg("benchmark"),
             nb::arg("threads"));
}
}  // namespace foretell::python
