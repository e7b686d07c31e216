#include <nanobind/stl/string.h>

#include "apps/calls/backtest_call.hpp"
#include "apps/calls/leaderboard.hpp"
#include "apps/calls/panel_words.hpp"
#include "apps/calls/window_table.hpp"
#include "foretell/select/catalog.hpp"
#include "python/core/failure.hpp"
#include "python/core/panel.hpp"
#include "python/core/table.hpp"

namespace foretell::python {
namespace {
struct Evaluation {
  Table leaderboard;
  Table by_step;
  Table by_series;
  Table windows;
  std::size_t num_left_out = 0;
  std::string first_left_out;
  std::string without_regressors;
};

// Appends the metrics of one cell to columns that stand one per metric.
void add_metrics(std::vector<std::vector<double>>& columns, const MetricValues& values) {
  for (const Metric metric : all_metrics()) {
    columns[static_cast<std::size_t>(metric)].push_back(values[metric]);
  }
}

void add_columns(std::vector<Column>& table, std::vector<std::vector<double>> columns) {
  for (const Metric metric : all_metrics()) {
    table.push_back(
        {std::string(name_of(metric)), std::move(columns[static_cast<std::size_t>(metric)])});
  }
}

std::vector<Column> step_table(const BacktestResult& result,
                               std::span<const AnyDefinition> definitions) {
  std::vector<std::string> models;
  std::vector<std::int64_t> steps;
  std::vector<std::vector<double>> values(kNumMetrics);
  for (const std::size_t d : calls::leaderboard_order(result)) {
    for (std::size_t k = 0; k < result.by_step[d].size(); ++k) {
      models.push_back(definitions[d].word());
      steps.push_back(static_cast<std::int64_t>(k) + 1);
      add_metrics(values, result.by_step[d][k].metrics(&result.benchmark_by_step[k]));
    }
  }
  std::vector<Column> table{{"model", std::move(models)}, {"step", std::move(steps)}};
  add_columns(table, std::move(values));
  return table;
}

std::vector<Column> series_table(const BacktestResult& result, const Panel& panel,
                                 std::span<const AnyDefinition> definitions) {
  IdColumn ids{&panel, {}};
  std::vector<std::string> models;
  std::vector<std::vector<double>> values(kNumMetrics);
  for (std::size_t i = 0; i < panel.size(); ++i) {
    for (const std::size_t d : calls::leaderboard_order(result)) {
      ids.series.push_back(static_cast<std::uint32_t>(i));
      models.push_back(definitions[d].word());
      add_metrics(values, result.by_series[d][i].metrics());
    }
  }
  std::vector<Column> table{{"unique_id", std::move(ids)}, {"model", std::move(models)}};
  add_columns(table, std::move(values));
  return table;
}

void count_left_out(Evaluation& evaluation, const BacktestResult& result) {
  for (const auto& error : result.series_errors) {
    if (!error) continue;
    if (evaluation.num_left_out++ == 0) evaluation.first_left_out = error->text();
  }
  if (evaluation.num_left_out == result.series_errors.size()) {
    throw Failure{*result.series_errors.front()};
  }
}

Evaluation backtest_panel(const PanelHolder& holder, const calls::ForecastCall& forecast,
                          const calls::BacktestCall& call, std::size_t threads,
                          nb::object progress) {
  const BacktestRequest request = value_of(call.request(forecast));
  const auto definitions = value_of(calls::BacktestCall::definitions(forecast));
  const auto benchmark = value_of(define_all("naive2"));
  const Panel& panel = holder.file.panel;
  Evaluation evaluation{.by_series = {FrameWriter(holder.types)},
                        .windows = {FrameWriter(holder.types)}};
  evaluation.without_regressors = calls::without_regressors_text(panel, definitions);
  do_work({threads, std::move(progress)}, [&](Advance& advance) {
    advance.total = panel.size();
    calls::WindowTable windows(
        panel,
        [&](std::vector<Column> block) { return evaluation.windows.rows.write(std::move(block)); },
        column_names(definitions, request.forecast.coverages));
    const BacktestResult result = backtest(
        panel, definitions, benchmark.front(), request,
        [&](const WindowResult& window) { windows.add(window); },
        [&](std::size_t done) { advance.done = done; });
    value_of(windows.finish());
    count_left_out(evaluation, result);
    value_of(evaluation.leaderboard.rows.write(calls::leaderboard_table(result, definitions)));
    value_of(evaluation.by_step.rows.write(step_table(result, definitions)));
    value_of(evaluation.by_series.rows.write(series_table(result, panel, definitions)));
  });
  return evaluation;
}
}  // namespace

void add_backtest(nb::module_& module) {
  const auto inside = nb::rv_policy::reference_internal;
  nb::class_<Evaluation>(module, "Evaluation", "What a backtest found, as tables.")
      .def_prop_ro(
          "leaderboard", [](Evaluation& e) -> Table& { return e.leaderboard; }, inside)
      .def_prop_ro(
          "by_step", [](Evaluation& e) -> Table& { return e.by_step; }, inside)
      .def_prop_ro(
          "by_series", [](Evaluation& e) -> Table& { return e.by_series; }, inside)
      .def_prop_ro(
          "windows", [](Evaluation& e) -> Table& { return e.windows; }, inside)
      .def_ro("num_left_out", &Evaluation::num_left_out)
      .def_ro("first_left_out", &Evaluation::first_left_out)
      .def_ro("without_regressors", &Evaluation::without_regressors);
  module.def("backtest", &backtest_panel, nb::arg("panel"), nb::arg("forecast"), nb::arg("call"),
             nb::arg("threads"), nb::arg("progress").none());
}
}  // namespace foretell::python
