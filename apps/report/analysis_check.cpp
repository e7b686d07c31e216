#include "apps/report/analysis_check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace foretell::report {
namespace {
/// A part that must be as long as something else, or empty where `optional`.
struct Part {
  std::string name;
  std::size_t size;
  std::size_t expected;
  std::string_view of;
  bool optional = true;

  [[nodiscard]] bool fits() const { return size == expected || (optional && size == 0); }
};

std::vector<Part> parts(const SeriesAnalysisReport& series) {
  const std::size_t n = series.values.size();
  std::vector<Part> out{
      {"trend", series.trend.size(), n, "observations"},
      {"remainder", series.remainder.size(), n, "observations"},
      {"seasons", series.seasons.size(), series.periods.size(), "periods", false},
      {"bands of the ACF", series.acf.band.size(), series.acf.values.size(), "lags"},
      {"bands of the PACF", series.pacf.band.size(), series.pacf.values.size(), "lags"},
      {"powers", series.spectrum.power.size(), series.spectrum.period.size(), "frequencies",
       false}};
  for (const auto& season : series.seasons) {
    out.push_back({"season", season.size(), n, "observations", false});
  }
  for (const auto& model : series.models) {
    out.push_back({"residuals of " + model.model, model.residuals.size(), n, "observations"});
    out.push_back({"bands of the ACF of " + model.model, model.acf.band.size(),
                   model.acf.values.size(), "lags"});
  }
  return out;
}

Result<void> check_positions(const SeriesAnalysisReport& series, std::string_view name,
                             const std::vector<std::size_t>& positions) {
  const std::size_t n = series.values.size();
  const auto outside = std::find_if(positions.begin(), positions.end(),
                                    [&](std::size_t position) { return position >= n; });
  if (outside == positions.end()) return {};
  return fail(ErrorCode::kInvalidOption,
              fmt::format("{} at {}, but there are {} observations", name, *outside, n),
              "series " + series.id);
}
}  // namespace

Result<void> check(const SeriesAnalysisReport& series) {
  for (const auto& part : parts(series)) {
    if (part.fits()) continue;
    return fail(
        ErrorCode::kInvalidOption,
        fmt::format("{}: {} values for {} {}", part.name, part.size, part.expected, part.of),
        "series " + series.id);
  }
  if (auto fine = check_positions(series, "outlier", series.outliers); !fine) return fine;
  return check_positions(series, "change point", series.change_points);
}
}  // namespace foretell::report
