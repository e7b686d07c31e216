#include "foretell/models/baseline/drift.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"

namespace foretell {
Result<Drift::Fitted> Drift::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  Fitted model;
  model.first = model.last = std::numeric_limits<double>::quiet_NaN();
  model.absorb(series.values);
  return model;
}

Result<void> Drift::Fitted::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  absorb(y);
  return {};
}

void Drift::Fitted::absorb(std::span<const double> y) {
  for (const double value : y) {
    since += 1;
    if (std::isnan(value)) continue;
    if (std::isnan(first)) {
      first = value;
    } else {
      const double difference = value - last;
      sum_squares += since == 1 ? difference * difference : difference * difference / since;
      count += 1;
      steps += since;
    }
    last = value;
    since = 0;
  }
}

double Drift::Fitted::slope() const {
  return steps > 0 ? (last - first) / steps : 0;
}

double Drift::Fitted::sigma() const {
  if (count < 2) return 0;
  const double about_slope = sum_squares - slope() * (last - first);
  return std::sqrt(std::max(0.0, about_slope) / (count - 1));
}

Forecast Drift::Fitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  const double b = slope();
  const double scale = sigma();
  const double slope_variance = steps > 0 ? 1 / steps : 0;
  std::vector<double> mean(horizon);
  std::vector<double> sd(horizon);
  for (std::size_t i = 0; i < horizon; ++i) {
    const double k = since + static_cast<double>(i + 1);
    mean[i] = last + k * b;
    sd[i] = scale * std::sqrt(k + k * k * slope_variance);
  }
  return Forecast::normal(std::move(mean), std::move(sd));
}

std::vector<double> Drift::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  const double scale = sigma();
  const double b = slope() + (steps > 0 ? scale / std::sqrt(steps) * rng.normal() : 0);
  std::vector<double> path(horizon);
  double level = last + since * b + scale * std::sqrt(since) * rng.normal();
  for (double& value : path) value = level += b + scale * rng.normal();
  return path;
}

std::vector<double> Drift::Fitted::fitted(std::span<const double> y) const {
  std::vector<double> result(y.size());
  const double b = slope();
  double previous = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t t = 0; t < y.size(); ++t) {
    result[t] = previous += b;
    if (!std::isnan(y[t])) previous = y[t];
  }
  return result;
}

std::vector<double> Drift::Fitted::residuals(std::span<const double> y) const {
  return additive_residuals(fitted(y), y);
}

InformationCriteria Drift::Fitted::criteria() const {
  const double about_slope = std::max(0.0, sum_squares - slope() * (last - first));
  return gaussian_criteria(about_slope, static_cast<std::size_t>(count), 2);
}

ModelDescription Drift::Fitted::describe() const {
  return {"Random walk with drift", {{"last", last}, {"drift", slope()}, {"sigma", sigma()}}, ""};
}

std::vector<double> Drift::Fitted::state() const {
  return {first, last, since, steps, sum_squares, count};
}

Result<Drift::Fitted> Drift::Fitted::from_state(std::span<const double> state) {
  if (state.size() != 6) {
    return fail(ErrorCode::kBadFile, "a random walk with drift holds 6 numbers");
  }
  return Fitted{state[0], state[1], state[2], state[3], state[4], state[5]};
}
}  // namespace foretell
