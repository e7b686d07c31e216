#include "foretell/models/smoothing/ets_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/smoothing/ets_start.hpp"

namespace foretell::ets {
namespace {
constexpr std::size_t kNumSearched = 3;

// The best starts go a few steps each; the best of these, and those close behind, to the end.
constexpr std::size_t kFewSteps = 5, kManySteps = 60;
constexpr double kCoarse = 1e-3, kFine = 1e-5;  // of the log-likelihood
constexpr double kClose = 1;
// Further behind than this, a form cannot catch up with what is already known (measured on M4).
constexpr double kHopelessAtStart = 30, kHopeless = 8;
}  // namespace

SearchPoint EtsSearch::first_point(const EtsForm& form, const std::array<double, 4>& weights,
                                   const EtsState& state) {
  SearchPoint point;
  point.x.assign(weights.begin(), weights.end());
  point.x.push_back(state.level);
  point.x.push_back(form.has_trend() ? state.trend : 0);
  point.x.insert(point.x.end(), state.season.begin(), state.season.end());
  return point;
}

void EtsSearch::polish(SearchPoint& point, std::size_t max_iterations, bool states_only,
                       double tolerance) {
  held_ = bounds_;
  if (states_only) {
    for (std::size_t i = 0; i < kLevel; ++i) held_.lower[i] = held_.upper[i] = point.x[i];
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
  num_columns_ = kSeason + (refine ? period - 1 : 0);
  bounds_ = search_bounds(form, num_columns_, fixed);
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
  for (const auto& weights : starting_weights(form, bounds_)) {
    auto point = first_point(form, weights, state);
    objective_.reset(form, y, fixed, point.x, num_columns_);
    polish(point, 1, true, kCoarse);
    if (std::isfinite(point.value)) points.push_back(std::move(point));
  }
  const std::size_t kept = std::min(points.size(), kNumSearched);
  std::partial_sort(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(kept),
                    points.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  points.resize(kept);
  return points;
}
}  // namespace foretell::ets
