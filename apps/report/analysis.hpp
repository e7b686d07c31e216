#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "apps/report/report.hpp"

namespace foretell::report {
/// A statistical test, or a feature (without p-value and verdict), in the words of the page.
struct AnalysisNumber {
  std::string name;       ///< "KPSS, level"
  double statistic = 0;   ///< NaN: could not be computed
  double p_value = 0;     ///< NaN: none
  std::string verdict{};  ///< "not stationary"; for a number that could not be computed the reason
};

/// Bars of a correlogram.
///   Shapes  values [lags], lag 1 first; band: half-width of the band of white noise, [lags]
struct Correlogram {
  std::vector<double> values{};
  std::vector<double> band{};
};

/// Power by frequency.
///   Shapes  period and power [frequencies]    Units  period in observations, descending
struct SpectrumReport {
  std::vector<double> period{};
  std::vector<double> power{};
};

/// A season that was found or asked about.
struct SeasonReport {
  std::size_t period = 0;
  double strength = 0;      ///< 0 … 1
  std::string certainty{};  ///< "certain", "likely", "weak"
};

/// What a model leaves over.
///   Shapes  residuals [n], NaN where it has none; acf as above
struct ResidualReport {
  std::string model{};                   ///< its words
  std::vector<std::string> sentences{};  ///< the diagnosis, most serious first
  std::vector<double> residuals{};
  Correlogram acf{};
};

/// One series taken apart, as the page shows it. An empty part was not computed; `missing_parts`
/// says why: by a name that holds "decomposition", "partial autocorrelation", "autocorrelation",
/// "spectrum", "test", "season", "feature" or "model" it stands on the card of what was computed
/// all the same, else on a card of its own. Features whose names hold "strength" and "trend" or
/// "season" place the series among the others.
///   Shapes  values, trend, remainder [n], NaN for missing; seasons [periods][n]
struct SeriesAnalysisReport {
  std::string id;
  std::int64_t first = 0;  ///< ordinal of values[0]
  double severity = 0;     ///< worst first: how much there is to look at, 0 … 100
  std::string headline{};  ///< the worst finding in a few words
  std::vector<double> values{};
  bool multiplicative = false;  ///< the parts multiply
  std::vector<double> trend{};
  std::vector<std::size_t> periods{};  ///< of seasons
  std::vector<std::vector<double>> seasons{};
  std::vector<double> remainder{};
  std::vector<std::size_t> outliers{};       ///< positions in values
  std::vector<std::size_t> change_points{};  ///< first position of each new regime
  Correlogram acf{};
  Correlogram pacf{};
  SpectrumReport spectrum{};
  std::vector<SeasonReport> found{};
  std::vector<AnalysisNumber> tests{};
  std::vector<AnalysisNumber> features{};
  std::vector<std::string> advice{};  ///< sentences, most useful first
  std::vector<ResidualReport> models{};
  std::vector<NamedText> missing_parts{};  ///< what could not be computed, and why
};

/// All that the page of `foretell analyze` shows. Numbers are computed by the caller, but for
/// histogram and Q-Q points of a remainder, season plot and lag plot, which the page makes of the
/// values.
struct AnalysisData {
  std::string title{};
  std::string created{};
  std::string command{};
  std::string frequency{};  ///< in words: "monthly"
  std::string note{};       ///< e.g. that only the 200 worst series are shown
  std::vector<NamedText> facts{};
  std::vector<std::string> findings{};                   ///< over the panel, in sentences
  std::vector<SeriesAnalysisReport> series{};            ///< worst first
  std::function<std::string(std::int64_t)> time_text{};  ///< as in ReportData
};

/// The data of the page: compact JSON, as report_json writes it.
///   Errors  kInvalidOption (lengths that contradict each other; the message names the series)
[[nodiscard]] Result<std::string> analysis_json(const AnalysisData& data);

/// The self-contained HTML page.
///   Errors  those of analysis_json
[[nodiscard]] Result<std::string> render_analysis(const AnalysisData& data);
}  // namespace foretell::report
