#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "apps/report/json_parts.hpp"
#include "apps/report/report.hpp"

namespace foretell::report {
namespace {
void write_forecasts(JsonWriter& json, const std::vector<SeriesForecast>& forecasts) {
  json.key("forecasts");
  json.open('[');
  for (const auto& forecast : forecasts) {
    json.open('{');
    write(json, "model", forecast.model);
    write_integer(json, "first", forecast.first);
    write(json, "mean", forecast.mean);
    write(json, "lo", forecast.lo);
    write(json, "hi", forecast.hi);
    json.close('}');
  }
  json.close(']');
}

void write(JsonWriter& json, const SeriesReport& series) {
  json.open('{');
  write(json, "id", series.id);
  write_integer(json, "first", series.first);
  write(json, "values", series.values, kObserved);
  write(json, "fitted", series.fitted);
  write(json, "residuals", series.residuals);
  write_forecasts(json, series.forecasts);
  write(json, "model", series.model);
  write(json, "words", series.words);
  write(json, "parameters", series.parameters);
  write(json, "criteria", series.criteria);
  write(json, "scores", series.scores);
  write(json, "remark", series.remark);
  write(json, "error", series.error);
  json.close('}');
}

void write_head(JsonWriter& json, const ReportData& report) {
  write_integer(json, "format", 1);
  write(json, "kind", report.kind == ReportData::Kind::kBacktest ? "backtest" : "forecast");
  write(json, "title", report.title);
  write(json, "created", report.created);
  write(json, "command", report.command);
  write(json, "frequency", report.frequency);
  write_integer(json, "horizon", static_cast<std::int64_t>(report.horizon));
  write(json, "coverages", report.coverages);
  write(json, "note", report.note);
  write(json, "facts", report.facts);
}

void write_leaderboard(JsonWriter& json, const ReportData& report) {
  json.key("metrics");
  json.open('[');
  for (const auto& metric : report.metrics) {
    json.open('{');
    write(json, "name", metric.name);
    if (metric.target) {
      json.key("target");
      json.number(*metric.target, kComputed);
    }
    json.close('}');
  }
  json.close(']');
  json.key("leaderboard");
  json.open('[');
  for (const auto& row : report.leaderboard) {
    json.open('{');
    write(json, "model", row.model);
    write(json, "values", row.values);
    json.key("seconds");
    json.number(row.seconds.value_or(std::numeric_limits<double>::quiet_NaN()), kComputed);
    json.close('}');
  }
  json.close(']');
}

void write_by_horizon(JsonWriter& json, const ReportData& report) {
  json.key("by_horizon");
  json.open('{');
  write(json, "metric", report.horizon_metric);
  json.key("models");
  json.open('[');
  for (const auto& errors : report.by_horizon) {
    json.open('{');
    write(json, "model", errors.model);
    write(json, "values", errors.values);
    json.close('}');
  }
  json.close(']');
  json.close('}');
}

bool fits(const SeriesForecast& forecast, std::size_t num_coverages) {
  const auto as_long = [&](const auto& bound) { return bound.size() == forecast.mean.size(); };
  const auto complete = [&](const auto& bounds) {
    return (bounds.empty() || bounds.size() == num_coverages) &&
           std::all_of(bounds.begin(), bounds.end(), as_long);
  };
  return forecast.lo.size() == forecast.hi.size() && complete(forecast.lo) && complete(forecast.hi);
}

Result<void> check(const SeriesReport& series, std::size_t num_coverages) {
  const std::size_t length = series.values.size();
  for (const auto& [name, size] : {std::pair("fitted", series.fitted.size()),
                                   std::pair("residuals", series.residuals.size())}) {
    if (size == 0 || size == length) continue;
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} {} values for {} observations", size, name, length),
                "series " + series.id);
  }
  for (const auto& forecast : series.forecasts) {
    if (fits(forecast, num_coverages)) continue;
    return fail(ErrorCode::kInvalidOption,
                fmt::format("intervals of {} do not have {} coverages of {} steps", forecast.model,
                            num_coverages, forecast.mean.size()),
                "series " + series.id);
  }
  return {};
}

Result<void> check(const ReportData& report) {
  for (const auto& row : report.leaderboard) {
    if (row.values.size() == report.metrics.size()) continue;
    return fail(ErrorCode::kInvalidOption, fmt::format("{} has {} values for {} metrics", row.model,
                                                       row.values.size(), report.metrics.size()));
  }
  for (const auto& series : report.series) {
    if (auto fine = check(series, report.coverages.size()); !fine) return fine;
  }
  return {};
}
}  // namespace

Result<std::string> report_json(const ReportData& report) {
  if (auto fine = check(report); !fine) return fail(fine.error());
  std::string out;
  JsonWriter json(out);
  json.open('{');
  write_head(json, report);
  write_leaderboard(json, report);
  write_by_horizon(json, report);
  write(json, "score", report.score);
  write_times(json, time_spans(report.series), report.time_text);
  json.key("series");
  json.open('[');
  for (const auto& series : report.series) write(json, series);
  json.close(']');
  json.close('}');
  return out;
}
}  // namespace foretell::report
