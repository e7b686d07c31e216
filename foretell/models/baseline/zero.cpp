#include "foretell/models/baseline/zero.hpp"

#include <cmath>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"

namespace foretell {
Result<Zero::Fitted> Zero::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  Fitted model;
  model.absorb(series.values);
  return model;
}

Result<void> Zero::Fitted::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  absorb(y);
  return {};
}

void Zero::Fitted::absorb(std::span<const double> y) {
  for (const double value : y) {
    if (std::isnan(value)) continue;
    sum_squares += value * value;
    count += 1;
  }
}

double Zero::Fitted::sigma() const {
  return std::sqrt(sum_squares / count);
}

Forecast Zero::Fitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  return Forecast::normal(std::vector<double>(horizon, 0), std::vector<double>(horizon, sigma()));
}

std::vector<double> Zero::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  std::vector<double> path(horizon);
  for (double& value : path) value = sigma() * rng.normal();
  return path;
}

std::vector<double> Zero::Fitted::fitted(std::span<const double> y) const {
  return std::vector<double>(y.size(), 0);
}

std::vector<double> Zero::Fitted::residuals(std::span<const double> y) const {
  return {y.begin(), y.end()};
}

InformationCriteria Zero::Fitted::criteria() const {
  return gaussian_criteria(sum_squares, static_cast<std::size_t>(count), 1);
}

ModelDescription Zero::Fitted::describe() const {
  return {"Zero", {{"sigma", sigma()}}, ""};
}

std::vector<double> Zero::Fitted::state() const {
  return {sum_squares, count};
}

Result<Zero::Fitted> Zero::Fitted::from_state(std::span<const double> state) {
  if (state.size() != 2) return fail(ErrorCode::kBadFile, "a zero model holds 2 numbers");
  return Fitted{state[0], state[1]};
}
}  // namespace foretell
