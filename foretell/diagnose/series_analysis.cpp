#include "foretell/diagnose/series_analysis.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/decompose/classical.hpp"
#include "foretell/decompose/mstl.hpp"
#include "foretell/diagnose/arch_lm.hpp"
#include "foretell/diagnose/augmented_dickey_fuller.hpp"
#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/diagnose/box_cox_lambda.hpp"
#include "foretell/diagnose/change_points.hpp"
#include "foretell/diagnose/crossings.hpp"
#include "foretell/diagnose/jarque_bera.hpp"
#include "foretell/diagnose/kpss.hpp"
#include "foretell/diagnose/num_differences.hpp"
#include "foretell/diagnose/num_seasonal_differences.hpp"
#include "foretell/diagnose/partial_autocorrelation.hpp"
#include "foretell/diagnose/phillips_perron.hpp"
#include "foretell/diagnose/portmanteau.hpp"
#include "foretell/diagnose/runs_test.hpp"
#include "foretell/diagnose/spectral_entropy.hpp"
#include "foretell/diagnose/tiled_variation.hpp"

namespace foretell {
namespace {
constexpr std::size_t kFewestLags = 24;
constexpr std::size_t kMostLags = 400;
constexpr std::size_t kFewestForChanges = 24;
constexpr std::size_t kShortestRegime = 8;
constexpr double kMostCorrelated = 0.95;
constexpr double kMostTailWeight = 100;
constexpr double kNormalMedian = 0.6744897501960817;  // of |x|, x standard normal

class Analyst {
 public:
  explicit Analyst(const Series& series) : series_(series), y_(series.values) {}

  SeriesAnalysis run() {
    summarize();
    result_.bridged = bridge_linearly(y_);
    find_seasons();
    take_apart();
    correlate();
    count_differences();
    test_unit_roots();
    judge_remainder();
    describe_shape();
    find_surprises();
    return std::move(result_);
  }

 private:
  // The value, or a null pointer and a note of why there is none.
  template <class T>
  const T* keep(std::string_view part, const Result<T>& result) {
    if (result) return &*result;
    result_.failed.push_back({std::string(part), result.error()});
    return nullptr;
  }

  void set(Feature feature, double value) { result_.features[feature] = value; }

  [[nodiscard]] std::size_t main_period() const {
    return result_.parts.periods.empty() ? 1 : result_.parts.periods.front();
  }

  void summarize() {
    double count = 0;
    double mean = 0;
    double squares = 0;  // around the running mean
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    std::size_t gap = 0;
    std::size_t longest = 0;
    for (const double value : y_) {
      gap = std::isnan(value) ? gap + 1 : 0;
      longest = std::max(longest, gap);
      if (std::isnan(value)) continue;
      count += 1;
      const double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
      least = std::min(least, value);
      most = std::max(most, value);
    }
    set(Feature::kObservations, count);
    set(Feature::kMissing, static_cast<double>(y_.size()) - count);
    set(Feature::kLongestGap, static_cast<double>(longest));
    if (count == 0) return;
    set(Feature::kMean, mean);
    set(Feature::kMin, least);
    set(Feature::kMax, most);
    if (count > 1) set(Feature::kSd, std::sqrt(squares / (count - 1)));
  }

  void find_seasons() {
    const auto found = detect_seasons(y_, {.usual = series_.periods});
    if (keep("seasons", found) == nullptr) return;
    result_.seasons = *found;
    const SeasonFinding* best = nullptr;
    for (const SeasonFinding& season : found->seasons) {
      if (best == nullptr || season.p_value < best->p_value) best = &season;
    }
    if (best == nullptr) return;
    set(Feature::kSeasonPeriod, static_cast<double>(best->period));
    set(Feature::kSeasonProbability, best->p_value);
    for (const SeasonFinding& season : found->seasons) {
      if (&season != best) set(Feature::kSecondPeriod, static_cast<double>(season.period));
    }
  }

  void take_apart() {
    const Mstl method{.periods = result_.seasons.periods(),
                      .composition = CompositionOption::kAuto};
    auto parts = method.decompose(y_);
    if (keep("decomposition", parts) == nullptr) return;
    result_.parts = std::move(*parts);
    set(Feature::kTrendStrength, trend_strength(result_.parts));
    set(Feature::kMultiplicative,
        result_.parts.composition == Composition::kMultiplicative ? 1 : 0);
    double strongest = 0;
    for (std::size_t i = 0; i < result_.parts.seasons.size(); ++i) {
      strongest = std::max(strongest, season_strength(result_.parts, i));
    }
    set(Feature::kSeasonStrength, strongest);
  }

  [[nodiscard]] std::size_t num_lags() const {
    const std::size_t longest =
        result_.parts.periods.empty() ? series_.period() : result_.parts.periods.back();
    const std::size_t wanted = std::clamp(2 * longest + 2, kFewestLags, kMostLags);
    return std::min(wanted, y_.size() / 2);
  }

  void correlate() {
    if (!(result_.features[Feature::kSd] > 0)) return;
    result_.acf = fast_autocorrelations(y_, num_lags());
    result_.pacf = partial_from_autocorrelations(result_.acf);
    if (!result_.acf.empty()) {
      set(Feature::kAcf1, result_.acf.front());
      set(Feature::kPacf1, result_.pacf.front());
    }
    const std::size_t period = main_period();
    if (period > 1 && period <= result_.acf.size()) {
      set(Feature::kAcfSeason, result_.acf[period - 1]);
    }
    const auto spectrum = Periodogram{}.estimate(result_.bridged);
    if (keep("spectrum", spectrum) != nullptr) result_.spectrum = *spectrum;
  }

  void count_differences() {
    const auto first = num_differences(y_);
    if (keep("differences", first) != nullptr) {
      set(Feature::kDifferences, static_cast<double>(*first));
    }
    if (!result_.parts.trend.empty()) {
      const bool asked =
          !result_.parts.periods.empty() && asks_for_seasonal_difference(result_.parts);
      set(Feature::kSeasonalDifferences, asked ? 1 : 0);
    }
    const auto lambda = BoxCoxLambda{.period = main_period()}.estimate(y_);
    if (keep("Box-Cox lambda", lambda) != nullptr) set(Feature::kLambda, *lambda);
  }

  void test_unit_roots() {
    const auto kpss = Kpss{}.test(result_.bridged);
    if (keep("KPSS test", kpss) != nullptr) {
      set(Feature::kKpss, kpss->statistic);
      set(Feature::kKpssP, kpss->p_value);
    }
    // The cube-root rule instead of a search: linear in n with a small factor.
    using DickeyFuller = AugmentedDickeyFuller;
    const auto adf = DickeyFuller{.rule = DickeyFuller::Lags::kCubeRoot}.test(result_.bridged);
    if (keep("Dickey-Fuller test", adf) != nullptr) {
      set(Feature::kDickeyFuller, adf->statistic);
      set(Feature::kDickeyFullerP, adf->p_value);
    }
    const auto pp = PhillipsPerron{}.test(result_.bridged);
    if (keep("Phillips-Perron test", pp) != nullptr) {
      set(Feature::kPhillipsPerron, pp->tau);
      set(Feature::kPhillipsPerronP, pp->p_value);
    }
  }

  void judge_remainder() {
    if (result_.parts.remainder.empty()) return;
    std::vector<double> remainder = bridge_linearly(result_.parts.remainder);
    if (result_.parts.composition == Composition::kMultiplicative) {
      for (double& value : remainder) value = std::log(value);
    }
    const std::size_t lags =
        std::min(main_period() > 1 ? 2 * main_period() : 10, remainder.size() / 5);
    const auto white = Portmanteau{.lags = lags}.test(remainder);
    if (keep("Ljung-Box test", white) != nullptr) {
      set(Feature::kLjungBox, white->statistic);
      set(Feature::kLjungBoxP, white->p_value);
    }
    const auto normal = jarque_bera(remainder);
    if (keep("Jarque-Bera test", normal) != nullptr) {
      set(Feature::kJarqueBera, normal->statistic);
      set(Feature::kJarqueBeraP, normal->p_value);
    }
    const auto arch = ArchLm{}.test(remainder);
    if (keep("ARCH test", arch) != nullptr) {
      set(Feature::kArchLm, arch->statistic);
      set(Feature::kArchLmP, arch->p_value);
    }
    const auto runs = runs_test(remainder);
    if (keep("runs test", runs) != nullptr) {
      set(Feature::kRuns, runs->statistic);
      set(Feature::kRunsP, runs->p_value);
    }
  }

  void describe_shape() {
    const auto entropy = spectral_entropy(result_.bridged);
    if (keep("spectral entropy", entropy) != nullptr) set(Feature::kEntropy, *entropy);
    const auto tiles =
        tiled_variation(y_, std::max<std::size_t>(2, main_period() > 1 ? main_period() : 10));
    if (keep("stability", tiles) != nullptr) {
      set(Feature::kStability, tiles->stability);
      set(Feature::kLumpiness, tiles->lumpiness);
    }
    if (const auto count = crossing_points(y_)) {
      set(Feature::kCrossingPoints, static_cast<double>(*count));
    }
    if (const auto length = longest_flat_spot(y_)) {
      set(Feature::kLongestFlatSpot, static_cast<double>(*length));
    }
    if (const auto demand = intermittency(y_)) {
      result_.demand = *demand;
      set(Feature::kDemandInterval, demand->interval);
      set(Feature::kDemandVariation, demand->squared_variation);
    }
    const auto sampling = sampling_advice(result_.bridged);
    if (keep("sampling", sampling) != nullptr) {
      result_.sampling = *sampling;
      set(Feature::kNyquistShare, sampling->high_share);
    }
  }

  void find_surprises() {
    // Where the parts multiply, a distance is a ratio: the search looks at logarithms.
    const bool ratios = result_.parts.composition == Composition::kMultiplicative;
    std::vector<double> values(y_.begin(), y_.end());
    for (double& value : values) value = ratios ? std::log(value) : value;
    auto found = OutlierSearch{.periods = result_.parts.periods}.find(values);
    if (keep("outliers", found) != nullptr) {
      if (ratios) back_from_logarithms(*found);
      result_.outliers = *found;
      const auto shifts =
          std::ranges::count(found->outliers, OutlierKind::kLevelShift, &Outlier::kind);
      set(Feature::kLevelShifts, static_cast<double>(shifts));
      set(Feature::kOutliers,
          static_cast<double>(found->outliers.size()) - static_cast<double>(shifts));
    }
    find_changes();
  }

  static void back_from_logarithms(OutlierFindings& found) {
    for (Outlier& outlier : found.outliers) {
      outlier.value = std::exp(outlier.value);
      outlier.replacement = std::exp(outlier.replacement);
    }
    for (double& value : found.cleaned) value = std::exp(value);
  }

  // Changes of the mean of `level` cost a penalty that allows for what is not white normal noise.
  [[nodiscard]] static double change_penalty(std::span<const double> level, double phi) {
    const double correlation = (1 + phi) / ((1 - phi) * (1 - phi));
    return 3 * correlation * tail_weight(level) * std::log(static_cast<double>(level.size()));
  }

  // Variance of the differences over that of normal ones with their median size, at least 1.
  [[nodiscard]] static double tail_weight(std::span<const double> level) {
    std::vector<double> sizes;
    double squares = 0;
    for (std::size_t t = 1; t < level.size(); ++t) {
      sizes.push_back(std::abs(level[t] - level[t - 1]));
      squares += sizes.back() * sizes.back();
    }
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    const double sigma = *middle / kNormalMedian;
    const double variance = squares / static_cast<double>(sizes.size());
    return sigma > 0 ? std::clamp(variance / (sigma * sigma), 1.0, kMostTailWeight) : 1;
  }

  void find_changes() {
    if (result_.parts.trend.empty() || result_.bridged.size() < kFewestForChanges) return;
    std::vector<double> level = result_.parts.seasonally_adjusted(
        result_.outliers.cleaned.empty() ? result_.bridged : result_.outliers.cleaned);
    const bool differenced = result_.features[Feature::kDifferences] > 0;
    double phi = 0;
    if (differenced) {
      for (std::size_t t = level.size() - 1; t > 0; --t) level[t] -= level[t - 1];
      level.erase(level.begin());
      phi = autocorrelations(level, 1).front();
    } else {
      phi = autocorrelations(result_.parts.remainder, 1).front();
    }
    phi = std::clamp(phi, 0.0, kMostCorrelated);
    const ChangePoints search{.in = ChangePoints::In::kMean,
                              .penalty = ChangePoints::Penalty::kManual,
                              .manual = change_penalty(level, phi),
                              .min_length = std::max<std::size_t>(kShortestRegime, main_period())};
    const auto changes = search.find(level);
    if (keep("change points", changes) == nullptr) return;
    for (const std::size_t start : changes->starts) {
      result_.change_points.push_back(start + (differenced ? 1 : 0));
    }
    set(Feature::kChangePoints, static_cast<double>(changes->starts.size()));
  }

  const Series& series_;
  std::span<const double> y_;
  SeriesAnalysis result_;
};
}  // namespace

SeriesAnalysis analyze(const Series& series) {
  return Analyst(series).run();
}
}  // namespace foretell
