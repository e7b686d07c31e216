#include <fmt/format.h>

#include <algorithm>

#include "apps/report/json_parts.hpp"
#include "apps/report/report.hpp"

namespace foretell::report {
namespace {
void write_forecast(JsonWriter& json, const SeriesForecast& forecast) {
  write(json, "model", forecast.model);
  write_integer(json, "first", forecast.first);
  write(json, "mean", forecast.mean);
  write(json, "lo", forecast.lo);
  write(json, "hi", forecast.hi);
}

void write_series(JsonWriter& json, const SeriesReport& series) {
  write(json, "id", series.id);
  write_integer(json, "first", series.first);
  write(json, "values", series.values, kObserved);
  write(json, "fitted", series.fitted);
  write(json, "residuals", series.residuals);
  write_objects(json, "forecasts", series.forecasts, write_forecast);
  write(json, "model", series.model);
  write(json, "words", series.words);
  write(json, "parameters", series.parameters);
  write(json, "criteria", series.criteria);
  write(json, "scores", series.scores);
  write(json, "remark", series.remark);
  write(json, "error", series.error);
}

void write_subject(JsonWriter& json, const ReportData& report) {
  const bool backtest = report.kind == ReportData::Kind::kBacktest;
  write_head(json, backtest ? "backtest" : "forecast", report);
  write(json, "frequency", report.frequency);
  write_integer(json, "horizon", static_cast<std::int64_t>(report.horizon));
  write(json, "coverages", report.coverages);
}

void write_leaderboard(JsonWriter& json, const ReportData& report) {
  write_objects(json, "metrics", report.metrics, [](JsonWriter& to, const auto& metric) {
    write(to, "name", metric.name);
    if (metric.target) write_number(to, "target", *metric.target);
  });
  write_objects(json, "leaderboard", report.leaderboard, [](JsonWriter& to, const auto& row) {
    write(to, "model", row.model);
    write(to, "values", row.values);
    write_number(to, "seconds", row.seconds);
  });
}

void write_by_horizon(JsonWriter& json, const ReportData& report) {
  json.key("by_horizon");
  json.open('{');
  write(json, "metric", report.horizon_metric);
  write_objects(json, "models", report.by_horizon, [](JsonWriter& to, const auto& errors) {
    write(to, "model", errors.model);
    write(to, "values", errors.values);
  });
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
  write_subject(json, report);
  write_leaderboard(json, report);
  write_by_horizon(json, report);
  write(json, "score", report.score);
  write_times(json, time_spans(report.series), report.time_text);
  write_objects(json, "series", report.series, write_series);
  json.close('}');
  return out;
}
}  // namespace foretell::report
