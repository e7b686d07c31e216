#include "foretell/models/smoothing/ces_search.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "foretell/decompose/classical.hpp"
#include "foretell/numeric/nelder_mead.hpp"

namespace foretell {
namespace {
constexpr double kMaxGrowth = 0.03;  // of the level per step, divided by period^kGrowthPower
constexpr double kGrowthPower = 0.75;
constexpr double kMaxCycleGrowth = 0.1;      // of a level per cycle (kSimple)
constexpr double kMaxSeasonalGrowth = 0.05;  // of the seasonal amplitude per cycle, up or down
constexpr std::size_t kLeastForEstimation = 5;
constexpr std::size_t kFirstMean = 10;  // observations in the first guess of the level
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// α₁ for which the larger eigenvalue of [[1, α₁ − 1], [1, 1 − α₀]] is 1 + growth.
double imaginary_part(double alpha_0, double growth) {
  const double root = 1 + growth;
  return root * root - (2 - alpha_0) * root + 2 - alpha_0;
}

bool within(double value, double low, double high) {
  return value >= low && value <= high;
}

// Bounds and transform from search variables; nothing outside.
template <CesSeason kSeason, std::size_t N>
std::optional<CesParameters> parameters_of(const std::array<double, N>& x, double max_growth) {
  const double growth = x[1] * 0.1;
  if (!within(growth, 0, max_growth)) return std::nullopt;
  CesParameters p{.alpha_0 = x[0], .alpha_1 = imaginary_part(x[0], growth)};
  if (!is_stable_ces(p.alpha_0, p.alpha_1)) return std::nullopt;
  if constexpr (kSeason == CesSeason::kPartial) {
    if (!within(x[2], 0, std::min(1.0, 2 - p.alpha_0))) return std::nullopt;
    p.beta_0 = x[2];
  }
  if constexpr (kSeason == CesSeason::kFull) {
    const double seasonal_growth = x[3] * 0.1;
    if (!within(x[2], 0.01, std::min(1.0, 2 - p.alpha_0)) ||
        !within(seasonal_growth, -kMaxSeasonalGrowth, kMaxSeasonalGrowth)) {
      return std::nullopt;
    }
    p.beta_0 = 1 + x[2];
    p.beta_1 = imaginary_part(p.beta_0, seasonal_growth);
    if (!is_stable_ces(p.beta_0, p.beta_1)) return std::nullopt;
  }
  return p;
}

double mean_of_first(std::span<const double> y, std::size_t count) {
  double sum = 0;
  double present = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    sum += value;
    present += 1;
    if (present == static_cast<double>(count)) break;
  }
  return sum / present;
}

// One series with room for the states; filters it forward and backward.
template <CesSeason kSeason>
class Backcaster {
 public:
  Backcaster(std::span<const double> y, std::size_t period) : y_(y), period_(period) {
    constexpr bool kHasLevel = kSeason != CesSeason::kSimple;
    if constexpr (kHasLevel) first_level_ = mean_of_first(y, std::max(kFirstMean, period));
    if constexpr (kSeason == CesSeason::kSimple) {
      const std::vector<double> whole = bridge_linearly(y.first(std::min(y.size(), 2 * period)));
      first_season_.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(period));
    } else if constexpr (kSeason != CesSeason::kNone) {
      auto parts = classical_decomposition(y, period, Composition::kAdditive);
      first_season_ = parts ? std::move(parts->figure) : std::vector<double>(period);
    }
    season_.resize(first_season_.size());
    if constexpr (kSeason != CesSeason::kPartial) potential_.resize(first_season_.size());
    double squares = 0;
    for (const double value : y) squares += std::isnan(value) ? 0 : value * value;
    least_ = 1e-24 * squares + std::numeric_limits<double>::min();
  }

  // The objective: log Σ e² after backcasting, bounded below for a perfect fit.
  [[nodiscard]] double log_sum_squares(const CesParameters& p) {
    backcast(p);
    const double sum = pass<true>(p);
    return std::isfinite(sum) ? std::log(sum + least_) : kInfinity;
  }

  [[nodiscard]] CesEstimate estimate(const CesParameters& p) {
    backcast(p);
    CesEstimate result{.parameters = p,
                       .level = states_.level,
                       .level_potential = states_.level_potential,
                       .season = season_,
                       .potential = potential_};
    result.sum_squares = pass<true>(p);
    return result;
  }

 private:
  // Leaves the states before the first observation.
  void backcast(const CesParameters& p) {
    std::copy(first_season_.begin(), first_season_.end(), season_.begin());
    const double share = 1 / (kSeason == CesSeason::kFull ? p.beta_0 : p.alpha_0);
    for (std::size_t i = 0; i < potential_.size(); ++i) potential_[i] = season_[i] * share;
    states_ = {first_level_, first_level_ / p.alpha_0, season_, potential_};
    (void)pass<true>(p);
    (void)pass<false>(p);
  }

  template <bool kForward>
  double pass(const CesParameters& p) {
    double sum = 0;
    std::size_t season = kForward ? 0 : y_.size() % period_;
    CesStates now = states_;  // a copy, so that the compiler keeps it in registers
    for (std::size_t k = 0; k < y_.size(); ++k) {
      if constexpr (!kForward) season = (season == 0 ? period_ : season) - 1;
      const double y = y_[kForward ? k : y_.size() - 1 - k];
      double e = y - ces_predict<kSeason>(now, season);
      if (std::isnan(y)) e = 0;
      sum += e * e;
      ces_step<kSeason>(now, p, season, e);
      if constexpr (kForward) {
        if (++season == period_) season = 0;
      }
    }
    states_ = now;
    return sum;
  }

  std::span<const double> y_;
  std::size_t period_;
  double first_level_ = 0;
  double least_ = 0;
  std::vector<double> first_season_, season_, potential_;
  CesStates states_;
};

template <CesSeason kSeason>
CesEstimate search(std::span<const double> y, std::size_t period,
                   const std::optional<CesParameters>& fixed) {
  constexpr std::size_t N = kSeason == CesSeason::kFull      ? 4
                            : kSeason == CesSeason::kPartial ? 3
                                                             : 2;
  Backcaster<kSeason> series(y, kSeason == CesSeason::kNone ? 1 : period);
  const double max_growth = kSeason == CesSeason::kSimple
                                ? kMaxCycleGrowth
                                : kMaxGrowth / std::pow(static_cast<double>(period), kGrowthPower);
  const auto parameters = [&](const std::array<double, N>& x) {
    return parameters_of<kSeason>(x, max_growth);
  };
  if (fixed) return series.estimate(*fixed);
  std::array<double, N> start{1.3, 5 * max_growth};
  if constexpr (N > 2) start[2] = 0.1;
  if (y.size() < kLeastForEstimation) {
    start[1] = 0;  // too little is known for growth
    return series.estimate(*parameters(start));
  }
  const auto objective = [&](const std::array<double, N>& x) {
    const auto p = parameters(x);
    return p ? series.log_sum_squares(*p) : kInfinity;
  };
  const auto best = numeric::nelder_mead<N>(objective, start, {.tolerance = 1e-5});
  CesEstimate result = series.estimate(*parameters(best.point));
  result.converged = best.converged;
  return result;
}
}  // namespace

bool is_stable_ces(double alpha_0, double alpha_1) {
  const double trace = 2 * (1 - alpha_0) + alpha_1;
  const double determinant =
      (1 - alpha_0 + alpha_1) * (1 - alpha_0) + (1 - alpha_1) * (1 - alpha_0 - alpha_1);
  return std::abs(determinant) < 1 && std::abs(trace) < 1 + determinant;
}

CesEstimate estimate_ces(std::span<const double> y, CesSeason season, std::size_t period,
                         const std::optional<CesParameters>& fixed) {
  return with_ces_season(season, [&]<CesSeason kSeason>() {
    return search<kSeason>(y, std::max<std::size_t>(1, period), fixed);
  });
}
}  // namespace foretell
