#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/theta.hpp"
#include "foretell/models/smoothing/theta_response.hpp"

// Filtering and forecasting with a fitted Theta model; estimation is in theta.cpp.
namespace foretell {
bool Theta::Fitted::moving() const {
  return variant == Variant::kDynamicStandard || variant == Variant::kDynamicOptimized;
}

double Theta::Fitted::prediction() const {
  if (variant == Variant::kStandard) return level + line_slope / 2 * (1 - power) / alpha;
  const double intercept = moving() ? mean - (time + 1) / 2 * slope : line_intercept;
  const double next = power * (1 - alpha);
  return level +
         weight * (power * intercept + (1 - next) / alpha * (moving() ? slope : line_slope));
}

void Theta::Fitted::step(double adjusted) {
  time += 1;
  power *= 1 - alpha;
  level += alpha * (adjusted - level);
  if (time > 1) slope = ((time - 2) * slope + 6 / time * (adjusted - mean)) / (time + 1);
  mean += (adjusted - mean) / time;
}

void Theta::Fitted::take(double adjusted) {
  if (std::isnan(adjusted)) {
    if (time == 0) return;  // before the first observation
    step(prediction());
    since += 1;
    return;
  }
  // As in thetaf, the variance of the standard method is that of the smoothing alone.
  const double error = adjusted - origin - (variant == Variant::kStandard ? level : prediction());
  sum_squares += error * error;
  num_errors += 1;
  num_missing += since;
  since = 0;
  step(adjusted - origin);
}

void Theta::Fitted::absorb(std::span<const double> y) {
  for (const double value : y) {
    if (time == 0 && std::isnan(value)) continue;
    take(season.removed(value));
  }
}

Result<void> Theta::Fitted::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  absorb(y);
  return {};
}

double Theta::Fitted::theta() const {
  return 1 / (1 - weight);
}

double Theta::Fitted::num_estimates() const {
  return variant == Variant::kStandard || variant == Variant::kDynamicStandard ? 2 : 3;
}

double Theta::Fitted::sigma() const {
  return num_errors > 0 ? std::sqrt(sum_squares / std::max(1.0, num_errors - num_estimates())) : 0;
}

std::vector<double> Theta::Fitted::means(std::size_t horizon) const {
  std::vector<double> result(horizon);
  Fitted ahead = *this;
  const double lag = (1 - power) / alpha;
  for (std::size_t k = 0; k < horizon; ++k) {
    if (variant == Variant::kStandard) {
      result[k] = origin + level + line_slope / 2 * (static_cast<double>(k) + lag);
    } else {
      result[k] = origin + ahead.prediction();
      ahead.step(ahead.prediction());
    }
  }
  return result;
}

Forecast Theta::Fitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  ThetaResponse response(alpha, moving() ? weight : 0, time - since);
  for (auto i = static_cast<std::size_t>(since); i > 0; --i) (void)response.next_variance();
  std::vector<double> sd(horizon);
  for (double& value : sd) value = sigma() * std::sqrt(response.next_variance());
  Forecast result = Forecast::normal(means(horizon), std::move(sd));
  season.put_back(result);
  return result;
}

std::vector<double> Theta::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  ThetaResponse response(alpha, moving() ? weight : 0, time - since);
  for (auto i = static_cast<std::size_t>(since); i > 0; --i) {
    (void)response.step(sigma() * rng.normal());
  }
  std::vector<double> path = means(horizon);
  for (double& value : path) value += response.step(sigma() * rng.normal());
  season.put_back(path);
  return path;
}

/// The model as it was before the first observation.
Theta::Fitted Theta::Fitted::at_start() const {
  Fitted start = *this;
  start.level = initial_level;
  start.mean = start.slope = start.time = start.since = 0;
  start.power = 1;
  start.season.next = 0;
  return start;
}

std::vector<double> Theta::Fitted::fitted(std::span<const double> y) const {
  Fitted replay = at_start();
  std::vector<double> result(y.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (replay.time == 0 && std::isnan(y[t])) continue;
    result[t] = origin + replay.prediction();
    replay.season.put_back(std::span(result).subspan(t, 1));
    replay.absorb(y.subspan(t, 1));
  }
  return result;
}

Result<Components> Theta::Fitted::components(std::span<const double> y,
                                             const Regressors& /*x*/) const {
  const std::vector<double> none(y.size(), std::numeric_limits<double>::quiet_NaN());
  const bool factor = season.composition == Composition::kMultiplicative;
  Components::Part at{"level", none}, trend{"trend", none},
      seasonal{"season", std::vector<double>(y.size(), factor ? 1 : 0), factor};
  Fitted replay = at_start();
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (replay.time == 0 && std::isnan(y[t])) {
      seasonal.values[t] = none[t];
      continue;
    }
    at.values[t] = origin + replay.level;
    trend.values[t] = replay.prediction() - replay.level;
    replay.season.put_back(std::span(seasonal.values).subspan(t, 1));
    replay.absorb(y.subspan(t, 1));
  }
  Components result{{std::move(at), std::move(trend)}};
  if (!season.figure.empty()) result.parts.push_back(std::move(seasonal));
  return result;
}

std::vector<double> Theta::Fitted::residuals(std::span<const double> y) const {
  return additive_residuals(fitted(y), y);
}

InformationCriteria Theta::Fitted::criteria() const {
  return gaussian_criteria(sum_squares, static_cast<std::size_t>(num_errors),
                           static_cast<std::size_t>(num_estimates()) + 1);
}

ModelDescription Theta::Fitted::describe() const {
  constexpr std::array kNames{"Theta", "Optimized Theta", "Dynamic Theta",
                              "Dynamic optimized Theta"};
  ModelDescription result;
  result.name = kNames[static_cast<std::size_t>(variant)];
  result.numbers = {{"alpha", alpha}, {"level", origin + level}, {"sigma", sigma()}};
  if (variant == Variant::kStandard) {
    result.numbers.emplace_back("drift", line_slope / 2);
  } else {
    result.numbers.emplace_back("theta", theta());
    result.numbers.emplace_back("slope", moving() ? slope : line_slope);
  }
  if (!season.figure.empty()) {
    result.remark =
        fmt::format("{} season of {}",
                    season.composition == Composition::kAdditive ? "additive" : "multiplicative",
                    season.figure.size());
  }
  if (num_missing > 0) {
    result.remark += fmt::format("{}{} missing value{} bridged", result.remark.empty() ? "" : "; ",
                                 num_missing, num_missing == 1 ? "" : "s");
  }
  return result;
}

std::vector<double> Theta::Fitted::state() const {
  std::vector<double> state{static_cast<double>(variant),
                            alpha,
                            weight,
                            origin,
                            initial_level,
                            line_intercept,
                            line_slope,
                            level,
                            mean,
                            slope,
                            power,
                            time,
                            since,
                            num_missing,
                            sum_squares,
                            num_errors};
  season.append_state(state);
  return state;
}

Result<Theta::Fitted> Theta::Fitted::from_state(std::span<const double> state) {
  constexpr std::size_t kHead = 16;
  constexpr double kMostMissing = 1e7;  // a broken file must not make forecasts run for ever
  const auto broken = [] { return fail(ErrorCode::kBadFile, "not the state of a Theta model"); };
  if (state.size() < kHead || !(state[0] >= 0 && state[0] <= 3)) return broken();
  Fitted model;
  model.variant = static_cast<Variant>(static_cast<int>(state[0]));
  const std::array numbers{&model.alpha,         &model.weight,         &model.origin,
                           &model.initial_level, &model.line_intercept, &model.line_slope,
                           &model.level,         &model.mean,           &model.slope,
                           &model.power,         &model.time,           &model.since,
                           &model.num_missing,   &model.sum_squares,    &model.num_errors};
  for (std::size_t i = 0; i < numbers.size(); ++i) *numbers[i] = state[i + 1];
  auto rest = state.subspan(kHead);
  auto season = SeasonalAdjustment::take_state(rest);
  if (!season || !rest.empty() || !(model.since <= model.time && model.since <= kMostMissing))
    return broken();
  model.season = std::move(*season);
  return model;
}
}  // namespace foretell
