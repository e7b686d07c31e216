#include "foretell/models/smoothing/ets_fit.hpp"

#include <algorithm>
#include <cmath>

namespace foretell::ets {
ScaledSeries scaled(std::span<const double> y) {
  ScaledSeries series;
  double largest = 0, first = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    if (series.num_present++ == 0) first = series.lowest = value;
    largest = std::max(largest, std::abs(value));
    series.lowest = std::min(series.lowest, value);
    series.constant = series.constant && value == first;
  }
  if (largest > 0) series.unit = std::exp2(std::clamp(std::ilogb(largest), -1000, 1000));
  series.lowest /= series.unit;
  series.values.assign(y.begin(), y.end());
  for (double& value : series.values) value /= series.unit;
  return series;
}

EtsSearch& local_search() {
  thread_local EtsSearch search;
  return search;
}

std::size_t num_parameters(const EtsForm& form, std::size_t period, const WeightOptions& fixed) {
  return form.num_weights() - fixed.count(form) + form.num_states(period) + 1;
}

namespace {
// Level, trend and seasons of x, the seasons' mean moved into the level.
EtsState normalised_state(const EtsForm& form, std::span<const double> x) {
  EtsState state{x[kLevel], x[kTrend], {x.begin() + kSeason, x.end()}};
  if (!form.has_season()) return state;
  double mean = 0;
  for (const double s : state.season) mean += s;
  mean /= static_cast<double>(state.season.size());
  if (form.season == EtsSeason::kAdd) {
    for (double& s : state.season) s -= mean;
    state.level += mean;
  } else if (mean != 0) {
    for (double& s : state.season) s /= mean;
    state.level *= mean;
    if (!form.has_growth_factor()) state.trend *= mean;
  }
  return state;
}

void scale_state(const EtsForm& form, double factor, EtsState& state) {
  state.level *= factor;
  if (!form.has_growth_factor()) state.trend *= factor;
  if (form.season == EtsSeason::kAdd) {
    for (double& s : state.season) s *= factor;
  }
}
}  // namespace

EtsFitted finish(const EtsForm& form, const SearchPoint& point, const WeightOptions& fixed,
                 const ScaledSeries& series, std::span<const double> y) {
  EtsFitted model;
  model.form = form;
  model.parameters = EtsObjective::weights(point.x, fixed).at;
  if (!form.has_trend()) model.parameters.beta = 0;
  if (!form.has_season()) model.parameters.gamma = 0;
  model.initial = normalised_state(form, point.x);
  scale_state(form, series.unit, model.initial);
  model.current = model.initial;
  model.unit = series.unit;
  model.num_parameters = num_parameters(form, model.period(), fixed);
  if (!point.converged) model.notes |= kEtsNotConverged;
  if (model.period() > EtsSearch::kLongestRefined) model.notes |= kEtsSeasonNotRefined;
  (void)model.update(y);
  return model;
}

SearchPoint point_of(const EtsFitted& model, const ScaledSeries& series) {
  EtsState state = model.initial;
  scale_state(model.form, 1 / series.unit, state);
  const auto& w = model.parameters;
  SearchPoint point;
  point.x = {w.alpha,
             w.alpha > 0 ? w.beta / w.alpha : 0,
             w.alpha < 1 ? w.gamma / (1 - w.alpha) : 0,
             w.phi,
             state.level,
             state.trend};
  point.x.insert(point.x.end(), state.season.begin(), state.season.end());
  return point;
}

EtsFitted carried_level(std::span<const double> y, const ScaledSeries& series, unsigned notes) {
  constexpr double kAlphaOfNaive = 0.9999;
  EtsFitted model;
  model.parameters.alpha = kAlphaOfNaive;
  const auto first =
      std::find_if(y.begin(), y.end(), [](double value) { return !std::isnan(value); });
  model.initial.level = first == y.end() ? 0 : *first;
  model.current = model.initial;
  model.unit = series.unit;
  model.num_parameters = 2;
  model.notes = notes;
  (void)model.update(y);
  return model;
}
}  // namespace foretell::ets
