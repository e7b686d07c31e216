#include "foretell/diagnose/advice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace foretell {
namespace {
constexpr double kStrong = 0.64;           // strength of a trend or season worth a word
constexpr double kUnlikely = 0.01;         // p-value that speaks against a hypothesis
constexpr double kMuchMissing = 0.05;      // share of missing values that matters
constexpr double kEnoughForSpectrum = 48;  // values below which a spectrum says too little
constexpr double kManyOutliers = 0.02;     // share of the values from which they are no exceptions
constexpr std::size_t kMostNamed = 3;      // outliers and change points named one by one

struct Finding {
  double weight;
  std::string headline;
  std::string sentence;
};

std::string plural(double count, std::string_view one, std::string_view many) {
  return fmt::format("{:.0f} {}", count, count == 1 ? one : many);
}

class Adviser {
 public:
  Adviser(const SeriesAnalysis& analysis, const Series& series, const NameOfStep& name_of_step)
      : analysis_(analysis), series_(series), name_of_step_(name_of_step) {}

  Advice run() {
    if (at(Feature::kObservations) == 0) {
      add(100, "all values missing", "Every value is missing: there is nothing to forecast from.");
    } else if (!(at(Feature::kMax) > at(Feature::kMin))) {
      add(60, "constant",
          fmt::format("Every value is {:g}: naive says all there is to say.", at(Feature::kMin)));
    } else {
      judge_data();
      judge_demand();
      judge_structure();
      judge_surprises();
      judge_noise();
    }
    return sorted();
  }

 private:
  [[nodiscard]] double at(Feature feature) const { return analysis_.features[feature]; }
  [[nodiscard]] bool rejects(Feature p_value) const { return at(p_value) < kUnlikely; }

  void add(double weight, std::string headline, std::string sentence) {
    findings_.push_back({weight, std::move(headline), std::move(sentence)});
  }

  void judge_data() {
    const auto n = static_cast<double>(series_.size());
    if (const double missing = at(Feature::kMissing); missing > 0) {
      const double share = missing / n;
      add(share > kMuchMissing ? 10 + 60 * share : 5, fmt::format("{:.0f} % missing", 100 * share),
          fmt::format("{} of {:.0f} are missing, at most {:.0f} in a row: ets, ces and arima carry "
                      "gaps through; tests and correlations here look at a linear bridge.",
                      plural(missing, "value", "values"), n, at(Feature::kLongestGap)));
    }
    const std::size_t period = series_.period();
    if (period > 1 && series_.size() < 2 * period) {
      add(25, "under two cycles",
          fmt::format(
              "{:.0f} values are less than two cycles of {}: no model can learn that season "
              "yet; use models without one (--season 1).",
              n, period));
    } else if (n < 10) {
      add(25, "very short",
          fmt::format("Only {}: prefer naive, drift or ses, and do not trust tests.",
                      plural(n, "value", "values")));
    }
    if (n >= kEnoughForSpectrum && analysis_.sampling &&
        analysis_.sampling->sampling == Sampling::kTooCoarse) {
      add(15, "sampled too coarsely", analysis_.sampling->sentence);
    }
  }

  [[nodiscard]] bool is_intermittent() const {
    if (!analysis_.demand) return false;
    const DemandClass demand = analysis_.demand->demand;
    return demand == DemandClass::kIntermittent || demand == DemandClass::kLumpy;
  }

  void judge_demand() {
    if (!is_intermittent()) return;
    const DemandClass demand = analysis_.demand->demand;
    add(20, std::string(name_of(demand)),
        fmt::format(
            "Demand is {}: a value other than zero every {:.1f} steps. Compare with mean, "
            "window_average and zero, keep forecasts at or above zero (--non-negative), and "
            "do not judge by percentage errors.",
            name_of(demand), at(Feature::kDemandInterval)));
  }

  void judge_structure() {
    judge_season();
    const double differences = at(Feature::kDifferences);
    if (at(Feature::kTrendStrength) > kStrong && differences > 0) {
      add(2, "strong trend",
          fmt::format("The trend is strong ({:.2f}) and the level is not stationary: models with a "
                      "trend or {} fit (auto_ets, dotm, drift, auto_arima).",
                      at(Feature::kTrendStrength),
                      plural(differences, "difference", "differences")));
    }
    if (at(Feature::kMultiplicative) == 1) {
      add(2, "grows in proportion",
          fmt::format("The variation grows with the level: multiplicative forms of ets fit, or a "
                      "Box-Cox transform (lambda {:.2f}).",
                      at(Feature::kLambda)));
    }
  }

  void judge_season() {
    const auto periods = analysis_.seasons.periods();
    if (periods.empty()) {
      if (series_.period() > 1 && series_.size() >= 2 * series_.period()) {
        add(3, "no season",
            fmt::format("No season shows, not even of {}: models without one are enough "
                        "(--season 1).",
                        series_.period()));
      }
      return;
    }
    if (periods.size() > 1) {
      add(4, fmt::format("seasons of {}", fmt::join(periods, ", ")),
          fmt::format("There are {} seasons: say so with --season {}; auto then pools models that "
                      "know them all.",
                      periods.size(), fmt::join(periods, ",")));
    } else if (periods.front() != series_.period()) {
      add(8, fmt::format("unexpected season of {}", periods.front()),
          fmt::format(
              "The season has {} steps, not the {} that this frequency suggests: say so with "
              "--season {}.",
              periods.front(), series_.period(), periods.front()));
    } else {
      add(1, fmt::format("season of {}", periods.front()),
          fmt::format("A season of {} explains much (strength {:.2f}): use models with a season "
                      "(auto, auto_ets, auto_arima, dotm).",
                      periods.front(), at(Feature::kSeasonStrength)));
    }
  }

  // "2020-03-01, 2020-07-01 and 5 more"
  [[nodiscard]] std::string names(const std::vector<std::size_t>& steps) const {
    std::vector<std::string> named;
    for (std::size_t i = 0; i < std::min(steps.size(), kMostNamed); ++i) {
      named.push_back(name_of_step_(steps[i]));
    }
    std::string text = fmt::format("{}", fmt::join(named, ", "));
    if (steps.size() > kMostNamed) text += fmt::format(" and {} more", steps.size() - kMostNamed);
    return text;
  }

  // Single values far off: exceptions where they are few, a property of the series where they are
  // many. Intermittent demand is made of them.
  void judge_outliers(const std::vector<std::size_t>& single) {
    if (single.empty() || is_intermittent()) return;
    const auto count = static_cast<double>(single.size());
    if (count > 3 && count > kManyOutliers * static_cast<double>(series_.size())) {
      add(12, "heavy tails",
          fmt::format("{} far from what the series lets expect ({}): too many for exceptions; the "
                      "noise has heavy tails, so check intervals by a backtest.",
                      plural(count, "value lies", "values lie"), names(single)));
      return;
    }
    add(std::min(30.0, 8 + 4 * count), plural(count, "outlier", "outliers"),
        fmt::format("{} far from what the series lets expect ({}): look at them before they are "
                    "forecast again.",
                    plural(count, "value lies", "values lie"), names(single)));
  }

  void judge_surprises() {
    std::vector<std::size_t> single;
    std::vector<std::size_t> shifts;
    for (const Outlier& outlier : analysis_.outliers.outliers) {
      (outlier.kind == OutlierKind::kAdditive ? single : shifts).push_back(outlier.index);
    }
    judge_outliers(single);
    if (!analysis_.change_points.empty()) {
      const auto count = static_cast<double>(analysis_.change_points.size());
      add(std::min(20.0, 6 + 2 * count), plural(count, "change point", "change points"),
          fmt::format("The series changes its course at {}: what came before says less about the "
                      "future; compare models on windows after it.",
                      names(analysis_.change_points)));
    }
    if (!shifts.empty() && !is_intermittent()) {
      add(10, "level shift",
          fmt::format("The level shifts at {}: smoothing with a quick level (auto_ets) or naive "
                      "adapts soonest.",
                      names(shifts)));
    }
  }

  void judge_noise() {
    const bool no_structure = analysis_.seasons.periods().empty() && at(Feature::kDifferences) == 0;
    if (no_structure && at(Feature::kEntropy) > 0.9 && std::abs(at(Feature::kAcf1)) < 0.2) {
      add(10, "close to white noise",
          "Hardly anything but noise: mean is as good as any model, and intervals matter more than "
          "the forecast.");
    }
    if (at(Feature::kDifferences) == 1 && at(Feature::kAcf1) > 0.9 &&
        analysis_.seasons.periods().empty() && at(Feature::kTrendStrength) < 0.99 &&
        !rejects(Feature::kDickeyFullerP)) {
      add(3, "close to a random walk", "Close to a random walk: naive and drift are hard to beat.");
    }
    if (rejects(Feature::kArchLmP)) {
      add(5, "changing variance",
          "The size of the noise changes in time: intervals of constant width will be wrong in "
          "turn; check their coverage by a backtest.");
    }
    if (rejects(Feature::kJarqueBeraP)) {
      add(2, "heavy or skewed noise",
          "The noise is not normal: check the coverage of intervals by a backtest.");
    }
  }

  Advice sorted() {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return a.weight > b.weight; });
    Advice advice;
    for (Finding& finding : findings_) {
      advice.severity += finding.weight;
      advice.sentences.push_back(std::move(finding.sentence));
    }
    advice.severity = std::min(advice.severity, 100.0);
    advice.headline = findings_.empty() ? "nothing to note" : findings_.front().headline;
    return advice;
  }

  const SeriesAnalysis& analysis_;
  const Series& series_;
  const NameOfStep& name_of_step_;
  std::vector<Finding> findings_;
};
}  // namespace

Advice advise(const SeriesAnalysis& analysis, const Series& series,
              const NameOfStep& name_of_step) {
  return Adviser(analysis, series, name_of_step).run();
}
}  // namespace foretell
