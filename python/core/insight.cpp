// What lies inside a forecaster: one-step values, components, candidates, parameters.
#include <nanobind/stl/string.h>

#include <algorithm>
#include <limits>

#include "apps/calls/trace_call.hpp"
#include "foretell/base/stop.hpp"
#include "foretell/select/forecaster_components.hpp"
#include "foretell/select/forecaster_run.hpp"
#include "python/core/failure.hpp"
#include "python/core/forecaster.hpp"
#include "python/core/table.hpp"

namespace foretell::python {
namespace {
Table one_step(const Holder& holder, const PanelHolder& data, bool residuals, std::size_t threads) {
  const Panel& panel = data.file.panel;
  Table answer{FrameWriter(holder.types)};
  do_work({threads, nb::none()}, [&](Advance&) {
    auto values = value_of(one_step_values(holder.forecaster, panel,
                                           residuals ? OneStep::kResiduals : OneStep::kFitted));
    IdColumn ids{&panel, {}};
    TimeColumn times{&panel, {}};
    std::vector<double> actual;
    for (std::size_t i = 0; i < panel.size(); ++i) {
      const Series series = panel.series(i);
      for (std::size_t t = 0; t < series.size(); ++t) {
        ids.series.push_back(static_cast<std::uint32_t>(i));
        times.ordinals.push_back(series.start + static_cast<std::int64_t>(t));
        actual.push_back(series.values[t]);
      }
    }
    std::vector<Column> table{
        {"unique_id", std::move(ids)}, {"ds", std::move(times)}, {"y", std::move(actual)}};
    for (std::size_t d = 0; d < values.size(); ++d) {
      table.push_back({holder.forecaster.definitions[d].word(), std::move(values[d])});
    }
    value_of(answer.rows.write(std::move(table)));
  });
  return answer;
}

// The columns of the components of series [first, last), a row per model and observation.
std::vector<Column> component_columns(const Panel& panel, const PanelComponents& made,
                                      const Forecaster& forecaster, std::size_t first,
                                      std::size_t last) {
  IdColumn ids{&panel, {}};
  TimeColumn times{&panel, {}};
  std::vector<std::string> models, formulas;
  std::vector<double> actual, remainder;
  const auto names = made.names();
  std::vector<std::vector<double>> parts(names.size());
  const std::size_t num_definitions = forecaster.definitions.size();
  for (std::size_t c = first * num_definitions; c < last * num_definitions; ++c) {
    const auto& components = made.cells[c].components;
    if (!components) continue;
    const std::size_t i = c / num_definitions;
    const Series series = panel.series(i);
    ids.series.insert(ids.series.end(), series.size(), static_cast<std::uint32_t>(i));
    models.insert(models.end(), series.size(), forecaster.definitions[c % num_definitions].word());
    formulas.insert(formulas.end(), series.size(), components->formula());
    const auto combined = components->combined();
    for (std::size_t t = 0; t < series.size(); ++t) {
      times.ordinals.push_back(series.start + static_cast<std::int64_t>(t));
      actual.push_back(series.values[t]);
      remainder.push_back(series.values[t] - combined[t]);
    }
    for (std::size_t k = 0; k < names.size(); ++k) {
      const auto part = std::find_if(components->parts.begin(), components->parts.end(),
                                     [&](const auto& each) { return each.name == names[k]; });
      if (part == components->parts.end()) {
        parts[k].resize(actual.size(), std::numeric_limits<double>::quiet_NaN());
      } else {
        parts[k].insert(parts[k].end(), part->values.begin(), part->values.end());
      }
    }
  }
  std::vector<Column> columns{{"unique_id", std::move(ids)},
                              {"ds", std::move(times)},
                              {"model", std::move(models)},
                              {"y", std::move(actual)}};
  for (std::size_t k = 0; k < names.size(); ++k) columns.push_back({names[k], std::move(parts[k])});
  columns.push_back({"remainder", std::move(remainder)});
  columns.push_back({"formula", std::move(formulas)});
  return columns;
}

struct Parts {
  Table table;
  std::size_t num_without = 0;  ///< models without components or candidates
  std::string reason;           ///< of the first of them
};

Parts components(const Holder& holder, const PanelHolder& data, std::size_t threads) {
  constexpr std::size_t kSeries = 2000;
  const Panel& panel = data.file.panel;
  Parts answer{{FrameWriter(holder.types)}, 0, {}};
  do_work({threads, nb::none()}, [&](Advance&) {
    const auto made = value_of(components_of(holder.forecaster, panel));
    for (const auto& cell : made.cells) {
      if (cell.error && answer.num_without++ == 0) answer.reason = cell.error->text();
    }
    for (std::size_t first = 0; first < panel.size() && !stop_requested(); first += kSeries) {
      value_of(answer.table.rows.write(component_columns(panel, made, holder.forecaster, first,
                                                         std::min(first + kSeries, panel.size()))));
    }
  });
  return answer;
}

// What the models chose from, fitted to the data once more.
Parts candidates(const Holder& holder, const PanelHolder& data, std::size_t threads) {
  const Panel& panel = data.file.panel;
  const auto& definitions = holder.forecaster.definitions;
  Parts answer{{FrameWriter(holder.types)}, 0, {}};
  do_work({threads, nb::none()}, [&](Advance&) {
    value_of(calls::check_traced(definitions));
    value_of(check_seen(holder.forecaster, panel));
    const auto made = calls::trace_candidates(panel, definitions);
    if (made.traces.empty() && made.first_error) throw Failure{*made.first_error};
    answer.num_without = made.num_refused;
    if (made.first_error) answer.reason = made.first_error->text();
    value_of(answer.table.rows.write(calls::trace_table(panel, definitions, made.traces)));
  });
  return answer;
}

// Every fitted model in numbers: one row per series, model and number.
Table parameters(const Holder& holder) {
  IdColumn ids{&holder.keys, {}};
  std::vector<std::string> models;
  std::vector<std::string> names;
  std::vector<std::string> numbers;
  std::vector<double> values;
  const auto& definitions = holder.forecaster.definitions;
  const auto add = [&](std::size_t c, const ModelDescription& model, std::string name,
                       double value) {
    ids.series.push_back(static_cast<std::uint32_t>(c / definitions.size()));
    models.push_back(definitions[c % definitions.size()].word());
    names.push_back(model.name);
    numbers.push_back(std::move(name));
    values.push_back(value);
  };
  for (std::size_t c = 0; c < holder.forecaster.models.size(); ++c) {
    const auto& model = holder.forecaster.models[c];
    if (!model) continue;
    const ModelDescription description = model->describe();
    for (const auto& [name, value] : description.numbers) add(c, description, name, value);
    const InformationCriteria criteria = model->criteria();
    add(c, description, "log_likelihood", criteria.log_likelihood);
    add(c, description, "aic", criteria.aic());
    add(c, description, "aicc", criteria.aicc());
    add(c, description, "bic", criteria.bic());
  }
  Table table{FrameWriter(holder.types)};
  value_of(table.rows.write({{"unique_id", std::move(ids)},
                             {"model", std::move(models)},
                             {"form", std::move(names)},
                             {"name", std::move(numbers)},
                             {"value", std::move(values)}}));
  return table;
}
}  // namespace

void add_insight(nb::class_<Holder>& forecaster) {
  nb::class_<Parts>(forecaster, "Parts", "A table of what models have, and of how many have none.")
      .def_prop_ro(
          "table", [](Parts& answer) -> Table& { return answer.table; },
          nb::rv_policy::reference_internal)
      .def_ro("num_without", &Parts::num_without)
      .def_ro("reason", &Parts::reason);
  forecaster.def("one_step", &one_step)
      .def("components", &components)
      .def("candidates", &candidates)
      .def("parameters", &parameters);
}
}  // namespace foretell::python
