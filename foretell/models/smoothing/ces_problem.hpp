// One series of complex exponential smoothing on the way to its parameters. For ces_search.cpp
// alone.
#pragma once
#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "foretell/decompose/classical.hpp"
#include "foretell/models/smoothing/ces_search.hpp"
#include "foretell/numeric/simplex_search.hpp"

namespace foretell::ces {
inline constexpr double kMaxGrowth = 0.03;  // of the level per step, divided by period^kGrowthPower
inline constexpr double kGrowthPower = 0.75;
inline constexpr double kMaxCycleGrowth = 0.1;  // of a level per cycle (kSimple)
inline constexpr double kMaxSeasonalGrowth =
    0.05;  // of the seasonal amplitude per cycle, up or down
inline constexpr std::size_t kLeastForEstimation = 5;
inline constexpr std::size_t kFirstMean = 10;  // observations in the first guess of the level
inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

// α₁ for which the larger eigenvalue of [[1, α₁ − 1], [1, 1 − α₀]] is 1 + growth.
inline double imaginary_part(double alpha_0, double growth) {
  const double root = 1 + growth;
  return root * root - (2 - alpha_0) * root + 2 - alpha_0;
}

inline bool within(double value, double low, double high) {
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

inline double mean_of_first(std::span<const double> y, std::size_t count) {
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

  // log Σ e², bounded below for a perfect fit.
  [[nodiscard]] double objective(double sum_squares) const {
    return std::isfinite(sum_squares) ? std::log(sum_squares + least_) : kInfinity;
  }

  [[nodiscard]] std::span<const double> y() const { return y_; }
  [[nodiscard]] double first_level() const { return first_level_; }
  [[nodiscard]] std::span<const double> first_season() const { return first_season_; }

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

// The search on one series.
template <CesSeason kSeason>
class Problem {
 public:
  static constexpr std::size_t kSize = kSeason == CesSeason::kFull      ? 4
                                       : kSeason == CesSeason::kPartial ? 3
                                                                        : 2;

  Problem(std::span<const double> y, std::size_t period)
      : series_(y, kSeason == CesSeason::kNone ? 1 : period),
        max_growth_(kSeason == CesSeason::kSimple
                        ? kMaxCycleGrowth
                        : kMaxGrowth / std::pow(static_cast<double>(period), kGrowthPower)),
        simplex_(start(5 * max_growth_), {.tolerance = 1e-5}) {}

  [[nodiscard]] const Backcaster<kSeason>& series() const { return series_; }

  /// The parameters whose objective is needed next, if any is; points outside need none.
  [[nodiscard]] std::optional<CesParameters> next() {
    while (!simplex_.done()) {
      if (auto p = parameters_of<kSeason>(simplex_.point(), max_growth_)) return p;
      simplex_.tell(kInfinity);
    }
    return std::nullopt;
  }
  void tell(double sum_squares) { simplex_.tell(series_.objective(sum_squares)); }

  [[nodiscard]] CesEstimate estimate() {
    CesEstimate result = at(*parameters_of<kSeason>(simplex_.best(), max_growth_));
    result.converged = simplex_.converged();
    return result;
  }
  [[nodiscard]] CesEstimate at(const CesParameters& p) { return series_.estimate(p); }
  /// Of a series that is too short to tell its growth.
  [[nodiscard]] CesEstimate guess() { return at(*parameters_of<kSeason>(start(0), max_growth_)); }

 private:
  static std::array<double, kSize> start(double growth) {
    std::array<double, kSize> x{1.3, growth};
    if constexpr (kSize > 2) x[2] = 0.1;
    return x;
  }

  Backcaster<kSeason> series_;
  double max_growth_;
  numeric::SimplexSearch<kSize> simplex_;
};

}  // namespace foretell::ces
