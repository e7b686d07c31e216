#include "foretell/diagnose/season_detection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "foretell/decompose/classical.hpp"
#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/diagnose/lagged_product.hpp"
#include "foretell/diagnose/season_candidates.hpp"
#include "foretell/diagnose/seasonal_f_test.hpp"
#include "foretell/diagnose/seasonal_means.hpp"

namespace foretell {
namespace {
constexpr std::size_t kMinLength = 8;
constexpr std::size_t kPeaks = 6;
constexpr std::size_t kShort = 24;       // periods up to this length ...
constexpr double kMinCyclesShort = 2.4;  // ... are searched for in so many cycles,
constexpr double kMinCycles = 3;         // longer ones in so many
constexpr std::size_t kNested = 5;       // a longer season with a life of its own holds so many
constexpr double kNearlyAll = 0.95;      // of the strength
constexpr double kHalf = 0.5;            // of the strength
constexpr double kRounding = 1e-12;      // share of the squares that is not worth a look
constexpr double kWorthIt = 0.15;  // strength on the rest for which a longer one replaces a shorter
constexpr double kNegligible = 0.05;  // strength below which a season is of no use

Certainty certainty_of(double p_value, double strength) {
  if (p_value < 1e-6 && strength > 1.0 / 3) return Certainty::kCertain;
  return p_value < 0.01 && strength > 0.1 ? Certainty::kLikely : Certainty::kWeak;
}

bool divides(std::size_t a, std::size_t b) {
  return a < b && b % a == 0;
}

// Takes out the line and the seasonal means that fit x best together.
void remove_line_and_season(std::vector<double>& x, std::size_t period) {
  std::vector<double> time(x.size());
  std::iota(time.begin(), time.end(), -static_cast<double>(x.size() - 1) / 2);
  const auto of_time = seasonal_means(time, period), of_x = seasonal_means(x, period);
  double product = 0, squares = 0;
  for (std::size_t t = 0; t < x.size(); ++t) {
    const double rest = time[t] - of_time[t % period];
    product += rest * (x[t] - of_x[t % period]);
    squares += rest * rest;
  }
  const double slope = squares > 0 ? product / squares : 0;
  for (std::size_t t = 0; t < x.size(); ++t) {
    x[t] -= of_x[t % period] + slope * (time[t] - of_time[t % period]);
  }
}

// Logarithms of a positive series that varies much in size.
std::vector<double> on_even_scale(std::vector<double> y) {
  const auto [low, high] = std::minmax_element(y.begin(), y.end());
  if (!(*low > 0) || *high < 2 * *low) return y;
  for (double& value : y) value = std::log(value);
  return y;
}

// A period beside a multiple of one that is known: its blurred echo.
bool nearly_multiple(std::size_t m, std::size_t known) {
  const std::size_t times = (m + known / 2) / known;
  const std::size_t gap = std::max(m, times * known) - std::min(m, times * known);
  return gap > 0 && known > 7 && gap <= std::max<std::size_t>(1, m / 50);
}

// A period that may be tried, and by what its p-value is multiplied: usual ones by their number, as
// Bonferroni; searched ones by i (i + 1) for the i-th peak, whose reciprocals sum to 1, and by a
// tenth of the range of lags, since peaks are the best of many lags.
struct Trial {
  std::size_t period;
  double factor;
};

// A search through one series.
class Search {
 public:
  Search(std::vector<double> x, const SeasonDetection& options)
      : options_(options), x_(std::move(x)), max_period_((x_.size() - 2) / 2) {}

  SeasonFindings run() {
    while (found_.size() < options_.max_seasons && step()) {
    }
    drop_related();
    std::sort(found_.begin(), found_.end(),
              [](const auto& a, const auto& b) { return a.period < b.period; });
    return {std::move(found_)};
  }

 private:
  struct Significant {
    SeasonFinding finding;
    double gain;
  };

  [[nodiscard]] std::vector<Trial> trials() const {
    std::vector<Trial> trials;
    const bool both = options_.search && !options_.usual.empty();
    for (const std::size_t m : options_.usual) {
      if (m < 2 || m > max_period_ || is_covered(m)) continue;
      trials.push_back({m, (both ? 2 : 1) * static_cast<double>(options_.usual.size())});
    }
    if (!options_.search || max_period_ < 2) return trials;
    const double range =
        static_cast<double>(x_.size()) / kMinCycles;  // of lags, of which peaks are the best
    const double searched = (both ? 2 : 1) * std::max(1.0, range / 10);
    for (const auto& [m, rank] : season_candidates(x_, max_period_, kPeaks)) {
      const bool known = std::any_of(trials.begin(), trials.end(),
                                     [m = m](const Trial& trial) { return trial.period == m; });
      const auto place = static_cast<double>(rank);
      const double cycles = static_cast<double>(x_.size()) / static_cast<double>(m);
      if (cycles < (m <= kShort ? kMinCyclesShort : kMinCycles)) continue;
      if (!known && !is_covered(m)) trials.push_back({m, searched * place * (place + 1)});
    }
    return trials;
  }

  [[nodiscard]] bool is_covered(std::size_t m) const {
    return std::any_of(found_.begin(), found_.end(), [&](const SeasonFinding& f) {
      return m == f.period || divides(m, f.period) || nearly_multiple(m, f.period);
    });
  }

  // Lags 1 … p and those of the seasons that were taken out.
  [[nodiscard]] std::vector<std::size_t> lags_for(std::size_t shortest) const {
    const auto n = static_cast<double>(x_.size());
    const auto rule = static_cast<std::size_t>(4 * std::pow(n / 100, 0.25));
    std::vector<std::size_t> lags(std::min({rule, shortest - 1, x_.size() / 10}));
    std::iota(lags.begin(), lags.end(), 1);
    for (const auto& f : found_) lags.push_back(f.period);
    std::sort(lags.begin(), lags.end());
    lags.erase(std::unique(lags.begin(), lags.end()), lags.end());
    return lags;
  }

  // The test with the lags for that period; periods with as many lags share one.
  const SeasonalFTest& test_for(std::size_t m, std::vector<SeasonalFTest>& tests) const {
    auto lags = lags_for(m);
    for (const auto& test : tests) {
      if (test.num_lags() == lags.size()) return test;
    }
    return tests.emplace_back(x_, std::move(lags));
  }

  [[nodiscard]] std::size_t removed_from(std::size_t m) const {
    std::size_t removed = 0;
    for (const auto& f : found_) {
      if (divides(f.period, m)) removed = std::max(removed, f.period - 1);
    }
    return removed;
  }

  [[nodiscard]] std::vector<Significant> significant() const {
    std::vector<Significant> result;
    std::vector<SeasonalFTest> tests;
    for (const auto& [m, factor] : trials()) {
      const auto answer = test_for(m, tests).test(m, removed_from(m));
      if (!answer) continue;
      const double p = std::min(1.0, answer->p_value * factor);
      if (p > options_.alpha) continue;
      const double strength = strength_of_means(x_, m);
      if (strength < kNegligible) continue;
      result.push_back(
          {{m, p, answer->statistic, strength, certainty_of(p, strength)}, answer->gain});
    }
    return result;
  }

  // Of the periods that divide the one with the greatest gain, or are two to four times as long:
  // the shortest that explains nearly as much as any.
  static const Significant* chosen(const std::vector<Significant>& all) {
    const Significant* best = nullptr;
    for (const auto& one : all) {
      if (best == nullptr || one.gain > best->gain) best = &one;
    }
    if (best == nullptr) return nullptr;
    for (const auto& one : all) {
      const std::size_t times = one.finding.period / best->finding.period;
      if (divides(best->finding.period, one.finding.period) && times < kNested &&
          one.finding.strength * kNearlyAll > best->finding.strength) {
        best = &one;
      }
    }
    const Significant* shortest = best;
    for (const auto& one : all) {
      if (!divides(one.finding.period, best->finding.period)) continue;
      const bool nested = best->finding.period / one.finding.period >= kNested;
      const double share = nested ? kHalf : kNearlyAll;
      if (one.finding.strength >= share * best->finding.strength &&
          one.finding.period < shortest->finding.period) {
        shortest = &one;
      }
    }
    return shortest;
  }

  // Of two that divide each other and are not nested, the one found first stays, unless the longer
  // explains something of what the shorter left.
  void drop_related() {
    for (std::size_t later = found_.size(); later-- > 1;) {
      for (std::size_t first = 0; first < later; ++first) {
        const std::size_t a = found_[first].period, b = found_[later].period;
        if (!divides(a, b) || b / a >= kNested) continue;
        if (found_[later].strength > kWorthIt) found_[first] = found_[later];
        found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(later));
        break;
      }
    }
  }

  // Takes one season out; false where there is none.
  bool step() {
    const auto all = significant();
    const Significant* best = chosen(all);
    if (best == nullptr) return false;
    const std::size_t period = best->finding.period;
    const double before = lagged_product(x_, 0);
    remove_line_and_season(x_, period);
    found_.push_back(best->finding);
    return lagged_product(x_, 0) > kRounding * before;
  }

  SeasonDetection options_;
  std::vector<double> x_;
  std::size_t max_period_;
  std::vector<SeasonFinding> found_;
};
}  // namespace

std::string_view name_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::kWeak:
      return "weak";
    case Certainty::kLikely:
      return "likely";
    case Certainty::kCertain:
      return "certain";
  }
  return "";
}

std::vector<std::size_t> SeasonFindings::periods(Certainty at_least) const {
  std::vector<std::size_t> result;
  for (const auto& finding : seasons) {
    if (finding.certainty >= at_least) result.push_back(finding.period);
  }
  return result;
}

Result<SeasonFindings> detect_seasons(std::span<const double> y, const SeasonDetection& options) {
  if (!(options.alpha > 0 && options.alpha < 1)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("alpha {}, but it lies between 0 and 1", options.alpha));
  }
  const std::vector<double> bridged = bridge_linearly(y);
  const auto complete = complete_series(
      bridged, {.what = "the search for seasons", .min_length = kMinLength, .varying = false});
  if (!complete) return fail(complete.error());
  const auto missing = static_cast<std::size_t>(
      std::count_if(y.begin(), y.end(), [](double v) { return std::isnan(v); }));
  if (2 * missing > y.size()) {
    return fail(ErrorCode::kMissingValues,
                fmt::format("{} of {} values are missing, but the search for seasons needs half of "
                            "them",
                            missing, y.size()));
  }
  if (is_constant(bridged)) return SeasonFindings{};
  const std::vector<double> even = on_even_scale(bridged);
  std::vector<double> x = without(Deterministic::kTrend, even);
  if (is_rounding(x, even)) return SeasonFindings{};
  return Search(std::move(x), options).run();
}
}  // namespace foretell
