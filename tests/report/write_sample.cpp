// Writes the page of a small report to the file named by the only argument: what C++ makes is what
// the tests in Chromium open.
#include <cmath>
#include <fstream>
#include <iostream>
#include <limits>

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

ReportData sample() {
  ReportData data;
  data.title = "Written by C++";
  data.horizon = kHorizon;
  data.coverages = {0.9};
  data.series = {series_of("plain"), series_of("</script><img src=x onerror=alert(1)>"),
                 series_of("\xE2\x80\xA8 caf\xC3\xA9 \xF0\x9F\x98\x80")};
  return data;
}
}  // namespace

int main(int argc, char** argv) {
  const auto html = render_report(sample());
  if (argc != 2 || !html) return 1;
  std::ofstream file(argv[1], std::ios::binary);
  file << *html;
  return file.good() ? 0 : 1;
}
