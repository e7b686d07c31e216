#include "foretell/models/smoothing/ets_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/smoothing/ets_start.hpp"

namespace foretell::ets {
namespace {
constexpr double kLeast = 1e-4, kMost = 0.9999, kLeastPhi = 0.8, kMostPhi = 0.98;
constexpr double kFar = std::numeric_limits<double>::max();

// Starts of alpha, beta / alpha, gamma / (1 − alpha); likelihoods have several peaks, so all
// combinations are tried with only their initial state solved, and the best few searched from.
constexpr std::array kAlphas{0.1, 0.5, 0.9};
constexpr std::array kBetaRatios{0.03, 0.4, 0.95};
constexpr std::array kGammaRatios{0.03, 0.5};
constexpr std::size_t kNumSearched = 3;

// The best starts go a few steps each; the best of these, and those close behind, to the end.
constexpr std::size_t kFewSteps = 5, kManySteps = 60;
constexpr double kCoarse = 1e-3, kFine = 1e-5;  // of the log-likelihood
constexpr double kClose = 1;
// Further behind than this, a form cannot catch up with what is already known (measured on M4).
constexpr double kHopelessAtStart = 30, kHopeless = 8;

void hold(std::vector<double>& lower, std::vector<double>& upper, std::size_t i, double value) {
  lower[i] = upper[i] = value;
}
}  // namespace

void EtsSearch::set_bounds(const EtsForm& form, std::size_t num_columns,
                           const WeightOptions& fixed) {
  num_columns_ = num_columns;
  auto& [lower, upper] = bounds_;
  lower.assign(num_columns, -kFar);
  upper.assign(num_columns, kFar);
  std::fill_n(lower.begin(), 3, kLeast);
  std::fill_n(upper.begin(), 3, kMost);
  upper[kBetaRatio] = std::clamp(fixed.max_beta_ratio, 2 * kLeast, kMost);
  lower[kPhi] = kLeastPhi;
  upper[kPhi] = kMostPhi;
  if (!form.has_trend()) hold(lower, upper, kBetaRatio, 0);
  if (!form.has_trend()) hold(lower, upper, kTrend, 0);
  if (!form.has_season()) hold(lower, upper, kGammaRatio, 0);
  if (!form.is_damped()) hold(lower, upper, kPhi, 1);
  if (form.has_growth_factor()) lower[kTrend] = 1e-3;
  if (fixed.beta && form.has_trend()) {
    hold(lower, upper, kBetaRatio, 0);
    lower[kAlpha] = std::max(lower[kAlpha], *fixed.beta);
  }
  if (fixed.gamma && form.has_season()) {
    hold(lower, upper, kGammaRatio, 0);
    upper[kAlpha] = std::min(upper[kAlpha], 1 - *fixed.gamma);
  }
  if (fixed.alpha) hold(lower, upper, kAlpha, *fixed.alpha);
  if (fixed.phi && form.is_damped()) hold(lower, upper, kPhi, *fixed.phi);
}

SearchPoint EtsSearch::first_point(const EtsForm& form, const std::array<double, 4>& weights,
                                   const EtsState& state) {
  SearchPoint point;
  point.x.assign(weights.begin(), weights.end());
  for (std::size_t i = 0; i < point.x.size(); ++i) {
    point.x[i] = std::clamp(point.x[i], bounds_.lower[i], bounds_.upper[i]);
  }
  point.x.push_back(state.level);
  point.x.push_back(form.has_trend() ? state.trend : 0);
  point.x.insert(point.x.end(), state.season.begin(), state.season.end());
  return point;
}

void EtsSearch::polish(SearchPoint& point, std::size_t max_iterations, bool states_only,
                       double tolerance) {
  held_ = bounds_;
  if (states_only) {
    for (std::size_t i = 0; i < kLevel; ++i) hold(held_.lower, held_.upper, i, point.x[i]);
  }
  const auto found =
      minimizer_.minimize(objective_, std::span(point.x).first(num_columns_), held_.lower,
                          held_.upper, {.max_iterations = max_iterations, .tolerance = tolerance});
  point.value = found.value;
  point.converged = found.converged;
}

SearchPoint EtsSearch::run(const EtsForm& form, std::span<const double> y, std::size_t period,
                           const WeightOptions& fixed, std::span<const SearchPoint> known,
                           double useful) {
  const auto state = start_state(form, y, period);
  const bool refine = form.has_season() && period <= kLongestRefined;
  set_bounds(form, kSeason + (refine ? period - 1 : 0), fixed);
  auto points = scan(form, y, state, fixed);
  if (points.empty()) points = scan(form, y, flat_state(form, y, period), fixed);
  points.insert(points.end(), known.begin(), known.end());
  if (points.empty()) return {{}, std::numeric_limits<double>::infinity(), false};
  if (points.front().value > useful + kHopelessAtStart) return points.front();
  for (auto& point : points) {
    objective_.reset(form, y, fixed, point.x, num_columns_);
    polish(point, kFewSteps, false, kCoarse);
  }
  std::sort(points.begin(), points.end(),
            [](const auto& a, const auto& b) { return a.value < b.value; });
  SearchPoint best = points.front();
  if (best.value > useful + kHopeless) return best;
  for (auto& point : points) {
    if (!(point.value < best.value + kClose)) break;
    objective_.reset(form, y, fixed, point.x, num_columns_);
    polish(point, kManySteps, false, kFine);
    if (point.value <= best.value) best = std::move(point);
  }
  return best;
}

std::vector<SearchPoint> EtsSearch::scan(const EtsForm& form, std::span<const double> y,
                                         const EtsState& state, const WeightOptions& fixed) {
  std::vector<SearchPoint> points;
  const std::size_t betas = form.has_trend() ? kBetaRatios.size() : 1;
  const std::size_t gammas = form.has_season() ? kGammaRatios.size() : 1;
  for (const double alpha : kAlphas) {
    for (std::size_t b = 0; b < betas; ++b) {
      if (b > 0 && kBetaRatios[b] > 2 * bounds_.upper[kBetaRatio]) continue;
      for (std::size_t g = 0; g < gammas; ++g) {
        auto point = first_point(form, {alpha, kBetaRatios[b], kGammaRatios[g], 0.95}, state);
        objective_.reset(form, y, fixed, point.x, num_columns_);
        polish(point, 1, true, kCoarse);
        if (std::isfinite(point.value)) points.push_back(std::move(point));
      }
    }
  }
  const std::size_t kept = std::min(points.size(), kNumSearched);
  std::partial_sort(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(kept),
                    points.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  points.resize(kept);
  return points;
}
}  // namespace foretell::ets
