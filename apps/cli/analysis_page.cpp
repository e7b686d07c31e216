#include "apps/cli/analysis_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <limits>

#include "apps/calls/text_table.hpp"
#include "apps/report/analysis.hpp"
#include "apps/report/page.hpp"
#include "foretell/base/parallel.hpp"
#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/diagnose/residual_diagnosis.hpp"

namespace foretell::cli {
namespace {
using report::AnalysisData;
using report::SeriesAnalysisReport;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kAlpha = 0.05;
constexpr std::size_t kMostFrequencies = 2000;  // of a spectrum; more are averaged in groups
constexpr std::size_t kResidualLags = 40;

/// A test of the page: statistic, p-value, and what a small or large p-value means.
struct TestRow {
  std::string_view name;
  Feature statistic;
  Feature p_value;
  std::string_view rejected;
  std::string_view kept;
};
constexpr std::array kTests{
    TestRow{"KPSS: stationary level", Feature::kKpss, Feature::kKpssP, "not stationary",
            "stationary"},
    TestRow{"Dickey-Fuller: unit root", Feature::kDickeyFuller, Feature::kDickeyFullerP,
            "no unit root", "a unit root cannot be excluded"},
    TestRow{"Phillips-Perron: unit root", Feature::kPhillipsPerron, Feature::kPhillipsPerronP,
            "no unit root", "a unit root cannot be excluded"},
    TestRow{"Ljung-Box: white remainder", Feature::kLjungBox, Feature::kLjungBoxP,
            "the remainder still has structure", "white"},
    TestRow{"Jarque-Bera: normal remainder", Feature::kJarqueBera, Feature::kJarqueBeraP,
            "not normal", "normal"},
    TestRow{"ARCH: even variance of the remainder", Feature::kArchLm, Feature::kArchLmP,
            "the variance changes", "even"},
    TestRow{"Runs: random remainder", Feature::kRuns, Feature::kRunsP, "not random", "random"}};

void add_tests(SeriesAnalysisReport& page, const Features& features) {
  for (const TestRow& test : kTests) {
    const double p_value = features[test.p_value];
    if (std::isnan(features[test.statistic])) continue;
    page.tests.push_back({std::string(test.name), features[test.statistic], p_value,
                          std::string(p_value < kAlpha ? test.rejected : test.kept)});
  }
}

bool is_test(Feature feature) {
  return std::ranges::any_of(kTests, [&](const TestRow& test) {
    return feature == test.statistic || feature == test.p_value;
  });
}

void add_features(SeriesAnalysisReport& page, const SeriesAnalysis& analysis) {
  for (std::size_t f = 0; f < kNumFeatures; ++f) {
    const auto feature = static_cast<Feature>(f);
    const double value = analysis.features[feature];
    if (is_test(feature) || std::isnan(value)) continue;
    page.features.push_back({std::string(describe(feature)), value, kNone, ""});
  }
  if (analysis.demand) {
    page.features.push_back(
        {"demand", kNone, kNone, std::string(name_of(analysis.demand->demand))});
  }
  if (analysis.sampling) {
    page.features.push_back({"sampling interval", kNone, kNone, analysis.sampling->sentence});
  }
}

report::Correlogram correlogram(std::vector<double> values, std::size_t n) {
  report::Correlogram result;
  result.band.assign(values.size(), n > 0 ? white_noise_band(n) : kNone);
  result.values = std::move(values);
  return result;
}

// Periods descend as frequencies rise; long spectra are thinned by means of neighbours.
report::SpectrumReport spectrum_of(const Spectrum& spectrum) {
  report::SpectrumReport result;
  const std::size_t size = spectrum.frequency.size();
  const std::size_t group = std::max<std::size_t>(1, size / kMostFrequencies);
  for (std::size_t begin = 0; begin + group <= size; begin += group) {
    double power = 0;
    for (std::size_t k = begin; k < begin + group; ++k) power += spectrum.density[k];
    const double middle = (spectrum.frequency[begin] + spectrum.frequency[begin + group - 1]) / 2;
    result.period.push_back(1 / middle);
    result.power.push_back(power / static_cast<double>(group));
  }
  return result;
}

class SeriesPage {
 public:
  SeriesPage(const AnalysisPage& source, const Analyzed& analyzed)
      : source_(source), analyzed_(analyzed), series_(source.file.panel.series(analyzed.series)) {}

  SeriesAnalysisReport make() {
    const SeriesAnalysis& analysis = analyzed_.analysis;
    page_.id = series_.id;
    page_.first = series_.start;
    page_.severity = analyzed_.advice.severity;
    page_.headline = analyzed_.advice.headline;
    page_.advice = analyzed_.advice.sentences;
    page_.values.assign(series_.values.begin(), series_.values.end());
    page_.multiplicative = analysis.parts.composition == Composition::kMultiplicative;
    page_.trend = analysis.parts.trend;
    page_.periods = analysis.parts.periods;
    page_.seasons = analysis.parts.seasons;
    page_.remainder = analysis.parts.remainder;
    for (const Outlier& outlier : analysis.outliers.outliers) {
      page_.outliers.push_back(outlier.index);
    }
    page_.change_points = analysis.change_points;
    const auto n = static_cast<std::size_t>(analysis.features[Feature::kObservations]);
    page_.acf = correlogram(analysis.acf, n);
    page_.pacf = correlogram(analysis.pacf, n);
    page_.spectrum = spectrum_of(analysis.spectrum);
    for (const SeasonFinding& season : analysis.seasons.seasons) {
      page_.found.push_back(
          {season.period, season.strength, std::string(name_of(season.certainty))});
    }
    add_tests(page_, analysis.features);
    add_features(page_, analysis);
    for (const AnyDefinition& definition : source_.definitions) add_model(definition);
    for (const FailedPart& part : analysis.failed) {
      page_.missing_parts.emplace_back(part.part, part.reason.message);
    }
    return std::move(page_);
  }

 private:
  void add_model(const AnyDefinition& definition) {
    const auto fitted = definition.fit(series_);
    if (!fitted) {
      page_.missing_parts.emplace_back(definition.word(), fitted.error().message);
      return;
    }
    report::ResidualReport model{definition.word()};
    model.residuals = fitted->residuals(series_.values, series_.regressors);
    const ResidualCheck check{.periods = {series_.periods.begin(), series_.periods.end()},
                              .frequency = source_.file.panel.frequency()};
    const auto diagnosis = check.diagnose(model.residuals);
    if (diagnosis) {
      model.sentences = diagnosis->sentences;
    } else {
      model.sentences = {diagnosis.error().message};
    }
    model.acf = correlogram(
        fast_autocorrelations(model.residuals, std::min(kResidualLags, series_.size() / 2)),
        series_.size());
    page_.models.push_back(std::move(model));
  }

  const AnalysisPage& source_;
  const Analyzed& analyzed_;
  Series series_;
  SeriesAnalysisReport page_;
};

std::vector<report::NamedText> facts_of(const PanelFile& file) {
  const Panel& panel = file.panel;
  std::vector<report::NamedText> facts{{"Series", calls::grouped(panel.size())},
                                       {"Observations", calls::grouped(panel.num_values())},
                                       {"Frequency", describe(panel.frequency())}};
  if (file.num_gaps > 0) facts.emplace_back("Gaps made missing", calls::grouped(file.num_gaps));
  if (file.num_missing > 0) facts.emplace_back("Empty values", calls::grouped(file.num_missing));
  return facts;
}
}  // namespace

Result<std::string> analysis_page(const AnalysisPage& source) {
  const Panel& panel = source.file.panel;
  const std::string& input = source.options.input;
  AnalysisData page;
  page.title = input == "-" ? "standard input" : std::filesystem::path(input).filename().string();
  page.created = report::created_now();
  page.command = source.options.call;
  page.frequency = describe(panel.frequency());
  page.facts = facts_of(source.file);
  page.findings = source.findings.sentences();
  page.time_text = [&](std::int64_t ordinal) { return source.format.text(ordinal); };
  const std::size_t shown = std::min(source.worst.size(), source.options.report_series);
  if (shown < panel.size()) {
    page.note =
        fmt::format("The {} series with most to look at, of {}; --report-series shows more.",
                    calls::grouped(shown), calls::grouped(panel.size()));
  }
  page.series.resize(shown);
  parallel_for(shown, 1,
               [&](std::size_t i) { page.series[i] = SeriesPage(source, source.worst[i]).make(); });
  return report::render_analysis(page);
}
}  // namespace foretell::cli
