#include "apps/report/analysis.hpp"
#include "apps/report/analysis_check.hpp"
#include "apps/report/json_parts.hpp"

namespace foretell::report {
namespace {
void write(JsonWriter& json, std::string_view key, const Correlogram& correlogram) {
  json.key(key);
  json.open('{');
  write(json, "values", correlogram.values);
  write(json, "band", correlogram.band);
  json.close('}');
}

void write(JsonWriter& json, std::string_view key, const SpectrumReport& spectrum) {
  json.key(key);
  json.open('{');
  write(json, "period", spectrum.period);
  write(json, "power", spectrum.power);
  json.close('}');
}

void write_season(JsonWriter& json, const SeasonReport& season) {
  write_integer(json, "period", static_cast<std::int64_t>(season.period));
  write_number(json, "strength", season.strength);
  write(json, "certainty", season.certainty);
}

void write_finding(JsonWriter& json, const AnalysisNumber& number) {
  write(json, "name", number.name);
  write_number(json, "statistic", number.statistic);
  write_number(json, "p_value", number.p_value);
  write(json, "verdict", number.verdict);
}

void write_model(JsonWriter& json, const ResidualReport& model) {
  write(json, "model", model.model);
  write(json, "sentences", model.sentences);
  write(json, "residuals", model.residuals);
  write(json, "acf", model.acf);
}

void write_parts(JsonWriter& json, const SeriesAnalysisReport& series) {
  json.key("multiplicative");
  json.boolean(series.multiplicative);
  write(json, "trend", series.trend);
  write_integers(json, "periods", series.periods);
  write(json, "seasons", series.seasons);
  write(json, "remainder", series.remainder);
  write_integers(json, "outliers", series.outliers);
  write_integers(json, "change_points", series.change_points);
}

void write_series(JsonWriter& json, const SeriesAnalysisReport& series) {
  write(json, "id", series.id);
  write_integer(json, "first", series.first);
  write_number(json, "severity", series.severity);
  write(json, "headline", series.headline);
  write(json, "values", series.values, kObserved);
  write_parts(json, series);
  write(json, "acf", series.acf);
  write(json, "pacf", series.pacf);
  write(json, "spectrum", series.spectrum);
  write_objects(json, "found", series.found, write_season);
  write_objects(json, "tests", series.tests, write_finding);
  write_objects(json, "features", series.features, write_finding);
  write(json, "advice", series.advice);
  write_objects(json, "models", series.models, write_model);
  write(json, "missing_parts", series.missing_parts);
}

std::vector<TimeSpan> spans(const std::vector<SeriesAnalysisReport>& series) {
  std::vector<TimeSpan> out;
  out.reserve(series.size());
  for (const auto& one : series) {
    out.push_back({one.first, one.first + static_cast<std::int64_t>(one.values.size())});
  }
  return merged(std::move(out));
}
}  // namespace

Result<std::string> analysis_json(const AnalysisData& data) {
  for (const auto& series : data.series) {
    if (auto fine = check(series); !fine) return fail(fine.error());
  }
  std::string out;
  JsonWriter json(out);
  json.open('{');
  write_head(json, "analysis", data);
  write(json, "frequency", data.frequency);
  write(json, "findings", data.findings);
  write_times(json, spans(data.series), data.time_text);
  write_objects(json, "series", data.series, write_series);
  json.close('}');
  return out;
}
}  // namespace foretell::report
