#include "python/core/forecast.hpp"

#include <nanobind/stl/string.h>

#include "apps/calls/forecast_call.hpp"
#include "apps/calls/panel_words.hpp"
#include "foretell/base/stop.hpp"
#include "python/core/failure.hpp"
#include "python/core/table.hpp"

namespace foretell::python {
void Troubles::take(const ForecastBlock& block, const Panel& panel,
                    std::span<const AnyDefinition> definitions) {
  for (std::size_t c = 0; c < block.cells.size(); ++c) {
    const Cell& cell = block.cells[c];
    const bool empty = cell.error && cell.fallback.empty();
    ++(empty ? num_empty : num_forecast);
    if (!cell.fallback.empty()) ++num_fallbacks;
    if (!cell.error || first.size() == kMostKept) continue;
    first.push_back({std::string(panel.id(block.first + c / definitions.size())),
                     definitions[c % definitions.size()].word(), *cell.error, cell.fallback});
  }
}

nb::list Troubles::list() const {
  nb::list result;
  for (const Trouble& trouble : first) {
    result.append(
        nb::make_tuple(trouble.series, trouble.model, trouble.error.message, trouble.fallback));
  }
  return result;
}

namespace {
struct Answer {
  Table table;
  Troubles troubles;
  std::string without_regressors;
};

Answer forecast_panel(const PanelHolder& holder, const calls::ForecastCall& call,
                      std::size_t threads, nb::object progress) {
  ForecastRequest request = value_of(call.request());
  const auto definitions = value_of(call.definitions());
  const bool chosen = !call.select.empty();
  request.keep_models = chosen;
  const Panel& panel = holder.file.panel;
  Answer answer{{FrameWriter(holder.types)}, {}, {}};
  answer.without_regressors = calls::without_regressors_text(panel, definitions);
  do_work({threads, std::move(progress)}, [&](Advance& advance) {
    advance.total = panel.size();
    const std::size_t step = calls::series_per_block(request.horizon);
    for (std::size_t first = 0; first < panel.size() && !stop_requested(); first += step) {
      const std::size_t count = std::min(step, panel.size() - first);
      ForecastBlock block = forecast_block(panel, first, count, definitions, request);
      answer.troubles.take(block, panel, definitions);
      auto numbers = std::move(block.columns);
      value_of(answer.table.rows.write(
          calls::forecast_table(panel, block, std::move(numbers), definitions, request, chosen)));
      advance.done = first + count;
    }
  });
  if (answer.troubles.num_forecast == 0 && !answer.troubles.first.empty()) {
    throw Failure{answer.troubles.first.front().error};
  }
  return answer;
}
}  // namespace

void add_forecast(nb::module_& module) {
  nb::class_<Answer>(module, "Answer", "A table of forecasts and what happened on the way.")
      .def_prop_ro(
          "table", [](Answer& answer) -> Table& { return answer.table; },
          nb::rv_policy::reference_internal)
      .def_prop_ro("troubles", [](const Answer& answer) { return answer.troubles.list(); })
      .def_prop_ro("num_fallbacks", [](const Answer& a) { return a.troubles.num_fallbacks; })
      .def_prop_ro("num_empty", [](const Answer& a) { return a.troubles.num_empty; })
      .def_prop_ro("num_forecast", [](const Answer& a) { return a.troubles.num_forecast; })
      .def_ro("without_regressors", &Answer::without_regressors);
  module.def("forecast", &forecast_panel, nb::arg("panel"), nb::arg("call"), nb::arg("threads"),
             nb::arg("progress").none());
}
}  // namespace foretell::python
