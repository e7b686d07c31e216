#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell::report {
/// A name with a text ("Series", "1,000") or a number ("alpha", 0.31).
using NamedText = std::pair<std::string, std::string>;
using NamedNumber = std::pair<std::string, double>;

/// An error measure of the leaderboard.
struct Metric {
  std::string name;
  std::optional<double> target{};  ///< its best value where that is not the smallest: coverage 0.95
};

/// One model over the panel.
struct LeaderboardRow {
  std::string model;
  std::vector<double> values{};     ///< one per metric; NaN: none
  std::optional<double> seconds{};  ///< time to fit and forecast
};

/// The error of one model, 1, 2, … steps ahead.
struct HorizonErrors {
  std::string model;
  std::vector<double> values{};
};

/// What one model forecasts from one origin. A backtest has several origins.
///   Shapes  mean [horizon]; lo, hi [coverages][horizon], both may be empty: no fan, only a line
struct SeriesForecast {
  std::string model;
  std::int64_t first = 0;  ///< ordinal of the first step
  std::vector<double> mean{};
  std::vector<std::vector<double>> lo{};
  std::vector<std::vector<double>> hi{};
};

/// One series as the page shows it.
///   Shapes  values [n], NaN for missing; fitted and residuals [n] or empty
struct SeriesReport {
  std::string id;
  std::int64_t first = 0;  ///< ordinal of values[0]
  std::vector<double> values{};
  std::vector<double> fitted{};
  std::vector<double> residuals{};
  std::vector<SeriesForecast> forecasts{};
  std::string model{};  ///< the chosen one; empty: no model could be fitted
  std::string words{};  ///< the chosen model in a sentence or two
  std::vector<NamedNumber> parameters{};
  std::vector<NamedNumber> criteria{};
  std::vector<NamedNumber> scores{};  ///< error of each model on this series, in ReportData::score
  std::string remark{};               ///< usable but imperfect: a fallback, filled gaps
  std::string error{};                ///< why there is no forecast
};

/// All that a report shows. Numbers are computed by the caller: the report does no arithmetic.
struct ReportData {
  enum class Kind { kForecast, kBacktest };

  Kind kind = Kind::kForecast;
  std::string title{};
  std::string created{};    ///< date and time as they shall read
  std::string command{};    ///< the command line that made it
  std::string frequency{};  ///< in words: "monthly"
  std::size_t horizon = 0;
  std::vector<double> coverages{};  ///< ascending, in (0, 1)
  std::string note{};               ///< e.g. that only the first 2,000 series are shown
  std::vector<NamedText> facts{};
  std::vector<Metric> metrics{};
  std::vector<LeaderboardRow> leaderboard{};
  std::string horizon_metric{};  ///< name of the metric of by_horizon
  std::vector<HorizonErrors> by_horizon{};
  std::string score{};  ///< name of the metric of SeriesReport::scores
  std::vector<SeriesReport> series{};
  /// The time stamp of an ordinal, e.g. "2019-03-01" or "2019-03-01 06:00:00"; called once for each
  /// ordinal that is shown, ascending.
  std::function<std::string(std::int64_t)> time_text{};
};

/// The data of the page: compact JSON in ASCII that is safe inside an HTML script element, whatever
/// ids and texts hold. Observations have up to 8 significant digits, computed numbers up to 6;
/// NaN and infinities become null.
///   Errors  kInvalidOption (lengths that contradict each other; the message names the series)
[[nodiscard]] Result<std::string> report_json(const ReportData& report);

/// The self-contained HTML page. Writing it to a file is up to the caller.
///   Errors  those of report_json
[[nodiscard]] Result<std::string> render_report(const ReportData& report);
}  // namespace foretell::report
