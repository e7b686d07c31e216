// The page of a report for frames: history and forecasts, to look at in a notebook or to save.
#include <nanobind/stl/string.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "apps/report/report.hpp"
#include "foretell/evaluate/score_table.hpp"
#include "foretell/panel/format_time.hpp"
#include "python/core/failure.hpp"
#include "python/core/panel.hpp"

namespace foretell::python {
namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// The rows of one series in a table of forecasts, by ordinal.
using Rows = std::vector<std::pair<std::int64_t, std::size_t>>;

std::unordered_map<std::string, Rows> rows_by_series(const LongTable& table, const Panel& panel) {
  const TimeIndex index(panel.frequency());
  const auto zone = TimeZone::find(panel.time_zone().empty() ? "UTC" : panel.time_zone());
  std::unordered_map<std::string, Rows> result;
  for (std::size_t r = 0; r < table.id_of_row.size(); ++r) {
    auto ordinal = index.ordinal(table.time_of_row[r]);
    if (!ordinal && zone) {  // days of a zone, told as instants
      ordinal = index.ordinal(table.time_of_row[r] + zone->offset(table.time_of_row[r]));
    }
    if (ordinal) result[table.ids[table.id_of_row[r]]].emplace_back(*ordinal, r);
  }
  for (auto& [id, rows] : result) std::sort(rows.begin(), rows.end());
  return result;
}

std::vector<double> along(const Rows& rows, const std::vector<double>& column) {
  const std::int64_t first = rows.front().first;
  std::vector<double> values(static_cast<std::size_t>(rows.back().first - first) + 1, kMissing);
  for (const auto& [ordinal, row] : rows) {
    values[static_cast<std::size_t>(ordinal - first)] = column[row];
  }
  return values;
}

report::SeriesForecast fan_of(const ModelColumns& model, const Rows& rows, const LongTable& table) {
  report::SeriesForecast fan{
      model.model, rows.front().first, along(rows, table.columns[model.mean]), {}, {}};
  for (std::size_t b = 0; b + 1 < model.bounds.size(); b += 2) {
    fan.lo.push_back(along(rows, table.columns[model.bounds[b]]));
    fan.hi.push_back(along(rows, table.columns[model.bounds[b + 1]]));
  }
  return fan;
}

std::string page_of(const PanelHolder& holder, nb::object forecasts, const std::string& title,
                    std::size_t most_series, std::size_t threads) {
  constexpr std::int64_t kLongest = 1'000'000;
  const Panel& panel = holder.file.panel;
  const Source source(std::move(forecasts));
  std::string page;
  do_work({threads, nb::none()}, [&](Advance&) {
    const LongTable table = value_of(source.is_path() ? read_long_table(source.path(), {})
                                                      : read_long_table(source.frame(), {}));
    const std::vector<std::string> skipped{"y", "cutoff"};
    const auto models = value_of(find_models(table.names, skipped));
    const auto rows = rows_by_series(table, panel);
    report::ReportData data{.title = title, .frequency = describe(panel.frequency())};
    data.coverages = models.front().coverages;
    const TimeFormat format(panel.frequency(), panel.time_zone());
    data.time_text = [&](std::int64_t ordinal) { return format.text(ordinal); };
    for (std::size_t i = 0; i < panel.size() && data.series.size() < most_series; ++i) {
      const Series series = panel.series(i);
      report::SeriesReport shown{std::string(series.id), series.start};
      shown.values.assign(series.values.begin(), series.values.end());
      const auto found = rows.find(shown.id);
      for (const ModelColumns& model : models) {
        if (found == rows.end() || model.coverages != data.coverages) continue;
        if (found->second.back().first - found->second.front().first > kLongest) continue;
        shown.forecasts.push_back(fan_of(model, found->second, table));
        data.horizon = std::max(data.horizon, shown.forecasts.back().mean.size());
      }
      if (!shown.forecasts.empty()) shown.model = shown.forecasts.front().model;
      data.series.push_back(std::move(shown));
    }
    if (panel.size() > data.series.size()) {
      data.note = "The first " + std::to_string(data.series.size()) + " of " +
                  std::to_string(panel.size()) + " series.";
    }
    page = value_of(report::render_report(data));
  });
  return page;
}
}  // namespace

void add_view(nb::module_& module) {
  module.def("page", &page_of, nb::arg("panel"), nb::arg("forecasts"), nb::arg("title"),
             nb::arg("most_series"), nb::arg("threads"));
}
}  // namespace foretell::python
