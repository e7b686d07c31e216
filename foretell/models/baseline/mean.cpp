#include "foretell/models/baseline/mean.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"

namespace foretell {
Result<Mean::Fitted> Mean::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  Fitted model;
  model.absorb(series.values);
  return model;
}

Result<void> Mean::Fitted::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  absorb(y);
  return {};
}

void Mean::Fitted::absorb(std::span<const double> y) {
  for (const double value : y) {
    if (std::isnan(value)) continue;
    if (count == 0) origin = value;
    sum += value - origin;
    sum_squares += (value - origin) * (value - origin);
    count += 1;
  }
}

double Mean::Fitted::mean() const {
  return origin + sum / count;
}

double Mean::Fitted::sigma() const {
  if (count < 2) return 0;
  return std::sqrt(std::max(0.0, sum_squares - sum * sum / count) / (count - 1));
}

Forecast Mean::Fitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  std::vector<double> center(horizon, mean());
  std::vector<double> scale(horizon, sigma() * std::sqrt(1 + 1 / count));
  if (count < 2) return Forecast::normal(std::move(center), std::move(scale));
  return Forecast::student(std::move(center), std::move(scale), count - 1);
}

std::vector<double> Mean::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  const double center = mean() + sigma() / std::sqrt(count) * rng.normal();
  std::vector<double> path(horizon);
  for (double& value : path) value = center + sigma() * rng.normal();
  return path;
}

std::vector<double> Mean::Fitted::fitted(std::span<const double> y) const {
  return std::vector<double>(y.size(), mean());
}

std::vector<double> Mean::Fitted::residuals(std::span<const double> y) const {
  return additive_residuals(fitted(y), y);
}

InformationCriteria Mean::Fitted::criteria() const {
  const double about_mean = std::max(0.0, sum_squares - sum * sum / count);
  return gaussian_criteria(about_mean, static_cast<std::size_t>(count), 2);
}

ModelDescription Mean::Fitted::describe() const {
  return {"Mean", {{"mean", mean()}, {"sigma", sigma()}}, ""};
}

std::vector<double> Mean::Fitted::state() const {
  return {origin, sum, sum_squares, count};
}

Result<Mean::Fitted> Mean::Fitted::from_state(std::span<const double> state) {
  if (state.size() != 4) return fail(ErrorCode::kBadFile, "a mean holds 4 numbers");
  return Fitted{state[0], state[1], state[2], state[3]};
}
}  // namespace foretell
