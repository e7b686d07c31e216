#include "apps/cli/report_builder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "apps/calls/leaderboard.hpp"
#include "apps/calls/text_table.hpp"
#include "apps/cli/leaderboard.hpp"
#include "apps/report/page.hpp"
#include "apps/report/report.hpp"
#include "foretell/panel/format_time.hpp"

namespace foretell::cli {
namespace {
using report::ReportData;
using report::SeriesReport;

ReportData page_of(const PanelFile& file, const std::string& input, const std::string& call,
                   const ForecastRequest& request) {
  const Panel& panel = file.panel;
  ReportData page;
  page.title = input == "-" ? "standard input" : std::filesystem::path(input).filename().string();
  page.created = report::created_now();
  page.command = call;
  page.frequency = describe(panel.frequency());
  page.horizon = request.horizon;
  page.coverages = request.coverages;
  page.facts = {{"Series", calls::grouped(panel.size())},
                {"Observations", calls::grouped(panel.num_values())},
                {"Frequency", describe(panel.frequency())},
                {"Season", panel.periods().empty() || panel.periods().back() < 2
                               ? "none"
                               : fmt::format("{}", fmt::join(panel.periods(), ", "))},
                {"Horizon", fmt::format("{}", request.horizon)}};
  if (file.num_gaps > 0)
    page.facts.emplace_back("Gaps made missing", calls::grouped(file.num_gaps));
  if (file.num_missing > 0)
    page.facts.emplace_back("Empty values", calls::grouped(file.num_missing));
  const TimeFormat format(panel.frequency(), panel.time_zone());
  page.time_text = [format](std::int64_t ordinal) { return format.text(ordinal); };
  return page;
}

void note_left_out(ReportData& page, std::size_t shown, std::size_t all) {
  if (shown >= all) return;
  page.note = fmt::format("The first {} of {} series are shown; --report-series shows more.",
                          calls::grouped(shown), calls::grouped(all));
}

void add_leaderboard(ReportData& page, const BacktestResult& result,
                     std::span<const AnyDefinition> definitions) {
  for (const Metric metric : calls::leaderboard_metrics()) {
    report::Metric column{std::string(name_of(metric))};
    if (metric == Metric::kBias) column.target = 0;
    if (metric == Metric::kCoverage && !page.coverages.empty()) {
      column.target = 100 * page.coverages.back();
    }
    page.metrics.push_back(std::move(column));
  }
  for (const std::size_t d : calls::leaderboard_order(result)) {
    report::LeaderboardRow row{definitions[d].word(), {}, result.seconds[d]};
    const MetricValues values = result.total[d].metrics(&result.benchmark);
    for (const Metric metric : calls::leaderboard_metrics()) row.values.push_back(values[metric]);
    page.leaderboard.push_back(std::move(row));
  }
}

Metric score_metric(const BacktestResult& result) {
  for (const ErrorSums& sums : result.total) {
    if (std::isnan(sums.metrics()[Metric::kMase])) return Metric::kMae;
  }
  return Metric::kMase;
}

void add_horizon_errors(ReportData& page, const BacktestResult& result,
                        std::span<const AnyDefinition> definitions) {
  const Metric metric = score_metric(result);
  page.horizon_metric = name_of(metric);
  page.score = name_of(metric);
  for (const std::size_t d : calls::leaderboard_order(result)) {
    report::HorizonErrors errors{definitions[d].word(), {}};
    for (const ErrorSums& step : result.by_step[d]) {
      errors.values.push_back(step.metrics()[metric]);
    }
    page.by_horizon.push_back(std::move(errors));
  }
}

void add_scores(SeriesReport& series, const BacktestResult& result,
                std::span<const AnyDefinition> definitions, std::size_t number) {
  const Metric metric = score_metric(result);
  for (std::size_t d = 0; d < definitions.size(); ++d) {
    series.scores.emplace_back(definitions[d].word(),
                               result.by_series[d][number].metrics()[metric]);
  }
}

// The model with the smallest score, the first among equals; empty without scores.
std::string best_by_score(const SeriesReport& series) {
  std::string best;
  double least = std::numeric_limits<double>::infinity();
  for (const auto& [model, score] : series.scores) {
    if (score < least) {
      least = score;
      best = model;
    }
  }
  return best;
}

SeriesReport history(const Panel& panel, std::size_t number) {
  const Series series = panel.series(number);
  SeriesReport result{std::string(series.id)};
  result.first = series.start;
  result.values.assign(series.values.begin(), series.values.end());
  return result;
}

report::SeriesForecast fan(std::string model, std::int64_t first,
                           std::span<const std::vector<double>> columns, std::size_t row,
                           std::size_t horizon) {
  const auto part = [&](const std::vector<double>& column) {
    const auto begin = column.begin() + static_cast<std::ptrdiff_t>(row);
    return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(horizon));
  };
  report::SeriesForecast result{std::move(model), first, part(columns[0]), {}, {}};
  for (std::size_t c = 1; c + 1 < columns.size(); c += 2) {
    result.lo.push_back(part(columns[c]));
    result.hi.push_back(part(columns[c + 1]));
  }
  return result;
}

void describe_model(SeriesReport& series, const Cell& cell, const Series& data) {
  if (cell.error) series.remark = cell.error->message;
  if (!cell.fallback.empty()) series.remark += fmt::format("; {} stood in", cell.fallback);
  if (!cell.fitted) {
    series.error = cell.error ? cell.error->text() : std::string{};
    return;
  }
  const ModelDescription description = cell.fitted->describe();
  series.words = description.name;
  if (!description.remark.empty()) {
    series.remark += (series.remark.empty() ? "" : "; ") + description.remark;
  }
  series.parameters.assign(description.numbers.begin(), description.numbers.end());
  const InformationCriteria criteria = cell.fitted->criteria();
  series.criteria = {{"log likelihood", criteria.log_likelihood},
                     {"AIC", criteria.aic()},
                     {"AICc", criteria.aicc()},
                     {"BIC", criteria.bic()}};
  series.fitted = cell.fitted->fitted(data.values, data.regressors);
  series.residuals = cell.fitted->residuals(data.values, data.regressors);
}

class ForecastPage {
 public:
  explicit ForecastPage(const ForecastReport& source)
      : source_(source),
        page_(page_of(source.file, source.options.input, source.options.call, source.request)) {}

  Result<std::string> render() {
    if (source_.evaluation != nullptr) {
      add_leaderboard(page_, *source_.evaluation, source_.evaluated);
      add_horizon_errors(page_, *source_.evaluation, source_.evaluated);
    }
    for (const ForecastBlock& block : source_.blocks) {
      for (std::size_t i = 0; i < block.num_series; ++i) {
        if (page_.series.size() < source_.options.report_series) add_series(block, i);
      }
    }
    note_left_out(page_, page_.series.size(), source_.file.panel.size());
    return report::render_report(page_);
  }

 private:
  void add_series(const ForecastBlock& block, std::size_t i) {
    const Panel& panel = source_.file.panel;
    const std::size_t number = block.first + i;
    const std::size_t width = 1 + 2 * source_.request.coverages.size();
    SeriesReport series = history(panel, number);
    const std::int64_t next = series.first + static_cast<std::int64_t>(series.values.size());
    if (source_.evaluation != nullptr) {
      add_scores(series, *source_.evaluation, source_.evaluated, number);
    }
    const std::size_t chosen = chosen_model(series);
    for (std::size_t d = 0; d < source_.definitions.size(); ++d) {
      const auto columns = std::span(block.columns).subspan(d * width, width);
      if (std::isnan(columns[0][i * source_.request.horizon])) continue;
      series.forecasts.push_back(fan(source_.definitions[d].word(), next, columns,
                                     i * source_.request.horizon, source_.request.horizon));
    }
    const Cell& cell = block.cells[i * source_.definitions.size() + chosen];
    describe_model(series, cell, panel.series(number));
    if (cell.fitted) series.model = source_.definitions[chosen].word();
    page_.series.push_back(std::move(series));
  }

  [[nodiscard]] std::size_t chosen_model(const SeriesReport& series) const {
    const std::string best = best_by_score(series);
    for (std::size_t d = 0; d < source_.definitions.size(); ++d) {
      if (source_.definitions[d].word() == best) return d;
    }
    return 0;
  }

  const ForecastReport& source_;
  ReportData page_;
};
}  // namespace

Result<std::string> forecast_page(const ForecastReport& source) {
  return ForecastPage(source).render();
}

Result<std::string> backtest_page(const BacktestReport& source) {
  const Panel& panel = source.file.panel;
  ReportData page = page_of(source.file, source.input, source.call, source.request.forecast);
  page.kind = ReportData::Kind::kBacktest;
  page.facts.emplace_back("Windows", fmt::format("{}", source.request.plan.windows));
  add_leaderboard(page, source.result, source.definitions);
  add_horizon_errors(page, source.result, source.definitions);
  const std::size_t shown = std::min(source.report_series, panel.size());
  for (std::size_t i = 0; i < shown; ++i) {
    page.series.push_back(history(panel, i));
    add_scores(page.series.back(), source.result, source.definitions, i);
    page.series.back().model = best_by_score(page.series.back());
    if (source.result.series_errors[i]) {
      page.series.back().error = source.result.series_errors[i]->text();
    }
  }
  const std::size_t width = 1 + 2 * source.request.forecast.coverages.size();
  for (const WindowResult& window : source.windows) {
    SeriesReport& series = page.series[window.series];
    const std::int64_t next = series.first + static_cast<std::int64_t>(window.end);
    for (std::size_t d = 0; d < source.definitions.size(); ++d) {
      const auto columns = std::span(window.columns).subspan(d * width, width);
      if (std::isnan(columns[0][0])) continue;
      series.forecasts.push_back(
          fan(source.definitions[d].word(), next, columns, 0, window.actual.size()));
    }
  }
  note_left_out(page, shown, panel.size());
  return report::render_report(page);
}
}  // namespace foretell::cli
