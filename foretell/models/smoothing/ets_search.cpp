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

void EtsSearch::polish(SearchPoint& point, std::size_t max_iterations, bool states_only) {
  held_ = bounds_;
  if (states_only) {
    for (std::size_t i = 0; i < kLevel; ++i) hold(held_.lower, held_.upper, i, point.x[i]);
  }
  const auto found =
      minimizer_.minimize(objective_, std::span(point.x).first(num_columns_), held_.lower,
                          held_.upper, {.max_iterations = max_iterations, .tolerance = 1e-5});
  point.value = found.value;
  point.converged = found.converged;
}

SearchPoint EtsSearch::run(const EtsForm& form, std::span<const double> y, std::size_t period,
                           const WeightOptions& fixed, std::span<const SearchPoint> known) {
  const auto state = start_state(form, y, period);
  const bool refine = form.has_season() && period <= kLongestRefined;
  set_bounds(form, kSeason + (refine ? period - 1 : 0), fixed);
  SearchPoint best{{}, std::numeric_limits<double>::infinity(), false};
  const auto attempt = [&](SearchPoint point) {
    objective_.reset(form, y, fixed, point.x, num_columns_);
    polish(point, 60, false);
    if (point.value < best.value) best = std::move(point);
  };
  auto starts = scan(form, y, state, fixed);
  for (auto& point : starts) attempt(std::move(point));
  for (const auto& point : known) attempt(point);
  if (best.x.empty()) attempt(first_point(form, {kLeast, kLeast, kLeast, kMostPhi}, state));
  return best;
}

std::vector<SearchPoint> EtsSearch::scan(const EtsForm& form, std::span<const double> y,
                                         const EtsState& state, const WeightOptions& fixed) {
  std::vector<SearchPoint> points;
  const std::size_t betas = form.has_trend() ? kBetaRatios.size() : 1;
  const std::size_t gammas = form.has_season() ? kGammaRatios.size() : 1;
  for (const double alpha : kAlphas) {
    for (std::size_t b = 0; b < betas; ++b) {
      for (std::size_t g = 0; g < gammas; ++g) {
        auto point = first_point(form, {alpha, kBetaRatios[b], kGammaRatios[g], 0.95}, state);
        objective_.reset(form, y, fixed, point.x, num_columns_);
        polish(point, 1, true);
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
