// Writes the page of a small report and of a small analysis to the two files named by the
// arguments: what C++ makes is what the tests in Chromium open.
#include <cmath>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

#include "apps/report/analysis.hpp"
#include "apps/report/report.hpp"

namespace {
using namespace foretell::report;

constexpr std::size_t kLength = 48;
constexpr std::size_t kHorizon = 6;

double wave(std::size_t t) {
  return 100 + 20 * std::sin(static_cast<double>(t) / 2);
}

SeriesForecast forecast_of(std::string model, double spread) {
  SeriesForecast forecast{.model = std::move(model), .first = kLength};
  forecast.lo.resize(1);
  forecast.hi.resize(1);
  for (std::size_t k = 0; k < kHorizon; ++k) {
    forecast.mean.push_back(wave(kLength + k));
    forecast.lo[0].push_back(forecast.mean.back() - spread);
    forecast.hi[0].push_back(forecast.mean.back() + spread);
  }
  return forecast;
}

SeriesReport series_of(std::string id) {
  SeriesReport series;
  series.id = std::move(id);
  for (std::size_t t = 0; t < kLength; ++t) {
    series.values.push_back(t == 7 ? std::numeric_limits<double>::quiet_NaN() : wave(t));
    series.fitted.push_back(wave(t) + 1);
    series.residuals.push_back(series.values.back() - series.fitted.back());
  }
  series.forecasts = {forecast_of("naive", 20), forecast_of("auto_ets", 10)};
  series.model = "auto_ets";
  series.words = "ETS(A,N,N)";
  series.parameters = {{"alpha", 0.25}};
  return series;
}

const std::vector<std::string>& ids() {
  static const std::vector<std::string> kIds{"plain", "</script><img src=x onerror=alert(1)>",
                                             "\xE2\x80\xA8 caf\xC3\xA9 \xF0\x9F\x98\x80"};
  return kIds;
}

ReportData sample() {
  ReportData data;
  data.title = "Written by C++";
  data.horizon = kHorizon;
  data.coverages = {0.9};
  for (const auto& id : ids()) data.series.push_back(series_of(id));
  return data;
}

SeriesAnalysisReport analysis_of(std::string id) {
  SeriesAnalysisReport series{.id = std::move(id), .headline = "a wave"};
  series.values = series_of("").values;
  series.trend.assign(kLength, 100);
  for (const double value : series.values) series.remainder.push_back(value - 100);
  series.outliers = {12};
  series.change_points = {24};
  series.acf = {.values = {0.8, 0.4, -0.1}, .band = {0.28, 0.28, 0.28}};
  series.found = {{.period = 12, .strength = 0.9, .certainty = "certain"}};
  series.tests = {{.name = "KPSS", .statistic = 0.2, .p_value = 0.1, .verdict = "stationary"}};
  series.advice = {"Model the wave."};
  series.missing_parts = {{"spectrum", "there are gaps"}};
  return series;
}

AnalysisData analysis() {
  AnalysisData data{.title = "Analysed by C++"};
  data.findings = {"Three waves."};
  for (const auto& id : ids()) data.series.push_back(analysis_of(id));
  return data;
}

bool write(const char* path, const foretell::Result<std::string>& html) {
  if (!html) return false;
  std::ofstream file(path, std::ios::binary);
  file << *html;
  return file.good();
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 1;
  return write(argv[1], render_report(sample())) && write(argv[2], render_analysis(analysis())) ? 0
                                                                                                : 1;
}
