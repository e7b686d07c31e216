#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/arima/autoregression.hpp"
#include "foretell/models/check.hpp"

namespace foretell {
namespace {
using Fitted = Autoregression::Fitted;

/// y − μ one step ahead of `recent`.
double next(const Fitted& model, std::span<const double> recent) {
  return std::inner_product(model.phi.begin(), model.phi.end(), recent.begin(), model.intercept);
}

void push(std::vector<double>& recent, double value) {
  if (recent.empty()) return;
  std::shift_right(recent.begin(), recent.end(), 1);
  recent.front() = value;
}
}  // namespace

Forecast Fitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  std::vector<double> mean_path(horizon);
  std::vector<double> sd(horizon);
  std::vector<double> psi(horizon);
  std::vector<double> past = recent;
  double sum_squares = 0;
  for (std::size_t k = 0; k < horizon; ++k) {
    const double ahead = next(*this, past);
    push(past, ahead);
    mean_path[k] = mean + ahead;
    psi[k] = k == 0 ? 1 : 0;
    for (std::size_t i = 0; i < std::min(k, phi.size()); ++i) psi[k] += phi[i] * psi[k - 1 - i];
    sum_squares += psi[k] * psi[k];
    sd[k] = sigma * std::sqrt(sum_squares);
  }
  return Forecast::normal(std::move(mean_path), std::move(sd));
}

std::vector<double> Fitted::simulate(std::size_t horizon, Rng& rng) const {
  std::vector<double> path(horizon);
  std::vector<double> past = recent;
  for (double& value : path) {
    const double ahead = next(*this, past) + sigma * rng.normal();
    push(past, ahead);
    value = mean + ahead;
  }
  return path;
}

Result<void> Fitted::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  for (const double value : y) push(recent, std::isnan(value) ? next(*this, recent) : value - mean);
  return {};
}

std::vector<double> Fitted::fitted(std::span<const double> y) const {
  std::vector<double> result(y.size(), std::numeric_limits<double>::quiet_NaN());
  std::vector<double> past(phi.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double ahead = next(*this, past);
    if (t >= phi.size()) result[t] = mean + ahead;
    push(past, std::isnan(y[t]) ? ahead : y[t] - mean);
  }
  return result;
}

std::vector<double> Fitted::residuals(std::span<const double> y) const {
  return additive_residuals(fitted(y), y);
}

InformationCriteria Fitted::criteria() const {
  return {log_likelihood, phi.size() + 2, static_cast<std::size_t>(num_observations)};
}

ModelDescription Fitted::describe() const {
  ModelDescription description{fmt::format("AR({})", phi.size()), {}, ""};
  for (std::size_t i = 0; i < phi.size(); ++i) {
    description.numbers.emplace_back(fmt::format("ar{}", i + 1), phi[i]);
  }
  description.numbers.emplace_back("mean", mean);
  if (intercept != 0) description.numbers.emplace_back("intercept", intercept);
  description.numbers.emplace_back("sigma", sigma);
  return description;
}

std::vector<double> Fitted::state() const {
  std::vector<double> numbers{mean, intercept, sigma, log_likelihood, num_observations};
  numbers.insert(numbers.end(), phi.begin(), phi.end());
  numbers.insert(numbers.end(), recent.begin(), recent.end());
  return numbers;
}

Result<Fitted> Fitted::from_state(std::span<const double> state) {
  if (state.size() < 5 || state.size() % 2 == 0) {
    return fail(ErrorCode::kBadFile, "an autoregression holds 5 numbers and 2 for each lag");
  }
  const auto order = (state.size() - 5) / 2;
  const auto terms = state.subspan(5);
  return Fitted{.mean = state[0],
                .intercept = state[1],
                .sigma = state[2],
                .log_likelihood = state[3],
                .num_observations = state[4],
                .phi = {terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(order)},
                .recent = {terms.begin() + static_cast<std::ptrdiff_t>(order), terms.end()}};
}
}  // namespace foretell
