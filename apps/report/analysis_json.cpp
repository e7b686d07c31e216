#include "apps/report/analysis.hpp"
#include "apps/report/analysis_check.hpp"
#include "apps/report/json_parts.hpp"

namespace foretell::report {
namespace {
void write(JsonWriter& json, std::string_view key, const std::vector<std::size_t>& numbers) {
  json.key(key);
  json.open('[');
  for (const std::size_t number : numbers) json.integer(static_cast<std::int64_t>(number));
  json.close(']');
}

void write(JsonWriter& json, std::string_view key, double value) {
  json.key(key);
  json.number(value, kComputed);
}

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

void write(JsonWriter& json, const SeasonReport& season) {
  write_integer(json, "period", static_cast<std::int64_t>(season.period));
  write(json, "strength", season.strength);
  write(json, "certainty", season.certainty);
}

void write(JsonWriter& json, const AnalysisNumber& number) {
  write(json, "name", number.name);
  write(json, "statistic", number.statistic);
  write(json, "p_value", number.p_value);
  write(json, "verdict", number.verdict);
}

void write(JsonWriter& json, const ResidualReport& model) {
  write(json, "model", model.model);
  write(json, "sentences", model.sentences);
  write(json, "residuals", model.residuals);
  write(json, "acf", model.acf);
}

template <class T>
void write_objects(JsonWriter& json, std::string_view key, const std::vector<T>& objects) {
  json.key(key);
  json.open('[');
  for (const auto& object : objects) {
    json.open('{');
    write(json, object);
    json.close('}');
  }
  json.close(']');
}

void write_parts(JsonWriter& json, const SeriesAnalysisReport& series) {
  json.key("multiplicative");
  json.boolean(series.multiplicative);
  write(json, "trend", series.trend);
  write(json, "periods", series.periods);
  write(json, "seasons", series.seasons);
  write(json, "remainder", series.remainder);
  write(json, "outliers", series.outliers);
  write(json, "change_points", series.change_points);
}

void write(JsonWriter& json, const SeriesAnalysisReport& series) {
  json.open('{');
  write(json, "id", series.id);
  write_integer(json, "first", series.first);
  write(json, "severity", series.severity);
  write(json, "headline", series.headline);
  write(json, "values", series.values, kObserved);
  write_parts(json, series);
  write(json, "acf", series.acf);
  write(json, "pacf", series.pacf);
  write(json, "spectrum", series.spectrum);
  write_objects(json, "found", series.found);
  write_objects(json, "tests", series.tests);
  write_objects(json, "features", series.features);
  write(json, "advice", series.advice);
  write_objects(json, "models", series.models);
  write(json, "missing_parts", series.missing_parts);
  json.close('}');
}

void write_head(JsonWriter& json, const AnalysisData& data) {
  write_integer(json, "format", 1);
  write(json, "kind", "analysis");
  write(json, "title", data.title);
  write(json, "created", data.created);
  write(json, "command", data.command);
  write(json, "frequency", data.frequency);
  write(json, "note", data.note);
  write(json, "facts", data.facts);
  write(json, "findings", data.findings);
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
  write_head(json, data);
  write_times(json, spans(data.series), data.time_text);
  json.key("series");
  json.open('[');
  for (const auto& series : data.series) write(json, series);
  json.close(']');
  json.close('}');
  return out;
}
}  // namespace foretell::report
