#include "foretell/models/baseline/naive.hpp"

#include <cmath>
#include <limits>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"

namespace foretell {
Result<Naive::Fitted> Naive::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  Fitted model;
  model.last = std::numeric_limits<double>::quiet_NaN();
  model.absorb(series.values);
  return model;
}

Result<void> Naive::Fitted::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  absorb(y);
  return {};
}

void Naive::Fitted::absorb(std::span<const double> y) {
  for (const double value : y) {
    since += 1;
    if (std::isnan(value)) continue;
    if (!std::isnan(last)) {
      const double difference = value - last;
      sum_squares += since == 1 ? difference * difference : difference * difference / since;
      count += 1;
    }
    last = value;
    since = 0;
  }
}

double Naive::Fitted::sigma() const {
  return count > 0 ? std::sqrt(sum_squares / count) : 0;
}

Forecast Naive::Fitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  std::vector<double> sd(horizon);
  for (std::size_t k = 0; k < horizon; ++k) {
    sd[k] = sigma() * std::sqrt(since + static_cast<double>(k + 1));
  }
  return Forecast::normal(std::vector<double>(horizon, last), std::move(sd));
}

std::vector<double> Naive::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  std::vector<double> path(horizon);
  double level = last + sigma() * std::sqrt(since) * rng.normal();
  for (double& value : path) value = level += sigma() * rng.normal();
  return path;
}

std::vector<double> Naive::Fitted::fitted(std::span<const double> y) const {
  std::vector<double> result(y.size());
  double previous = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t t = 0; t < y.size(); ++t) {
    result[t] = previous;
    if (!std::isnan(y[t])) previous = y[t];
  }
  return result;
}

std::vector<double> Naive::Fitted::residuals(std::span<const double> y) const {
  return additive_residuals(fitted(y), y);
}

InformationCriteria Naive::Fitted::criteria() const {
  return gaussian_criteria(sum_squares, static_cast<std::size_t>(count), 1);
}

ModelDescription Naive::Fitted::describe() const {
  return {"Naive", {{"last", last}, {"sigma", sigma()}}, ""};
}

std::vector<double> Naive::Fitted::state() const {
  return {last, since, sum_squares, count};
}

Result<Naive::Fitted> Naive::Fitted::from_state(std::span<const double> state) {
  if (state.size() != 4) return fail(ErrorCode::kBadFile, "a naive model holds 4 numbers");
  return Fitted{state[0], state[1], state[2], state[3]};
}
}  // namespace foretell
