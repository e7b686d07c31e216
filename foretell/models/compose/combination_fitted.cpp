#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/compose/combination.hpp"

// What a fitted combination does with its parts; fitting and restoring are in combination.cpp.
namespace foretell {
namespace {
struct Weighted {
  double value;
  double weight;
};

double pooled(std::vector<Weighted>& values, Combination::Weighting weighting) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (weighting == Combination::Weighting::kMedian) {
    std::sort(values.begin(), values.end(),
              [](const Weighted& a, const Weighted& b) { return a.value < b.value; });
    const std::size_t middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle].value;
    return (values[middle - 1].value + values[middle].value) / 2;
  }
  double sum = 0;
  double total = 0;
  for (const auto& [value, weight] : values) {
    sum += weight * value;
    total += weight;
  }
  return sum / total;
}
}  // namespace

Forecast Combination::Fitted::forecast(std::size_t horizon, const SimulationOptions& options,
                                       const Regressors& x) const {
  std::vector<Forecast> forecasts;
  std::vector<double> weights;
  for (const Part& part : parts) {
    forecasts.push_back(part.model.forecast(horizon, options, x));
    weights.push_back(part.weight);
  }
  const auto pool =
      weighting == Weighting::kMedian ? Forecast::Pool::kMedian : Forecast::Pool::kMean;
  return Forecast::pooled(std::move(forecasts), pool, std::move(weights));
}

std::vector<double> Combination::Fitted::simulate(std::size_t horizon, Rng& rng,
                                                  const Regressors& x) const {
  double left = rng.uniform();
  for (const Part& part : parts) {
    left -= part.weight;
    if (left < 0) return part.model.simulate(horizon, rng, x);
  }
  return parts.back().model.simulate(horizon, rng, x);
}

Result<void> Combination::Fitted::update(std::span<const double> y, const Regressors& x) {
  std::vector<Part> updated = parts;
  for (Part& part : updated) {
    if (auto done = part.model.update(y, x); !done) return done;
  }
  parts = std::move(updated);
  return {};
}

std::vector<double> Combination::Fitted::fitted(std::span<const double> y,
                                                const Regressors& x) const {
  std::vector<std::vector<double>> all;
  for (const Part& part : parts) all.push_back(part.model.fitted(y, x));
  std::vector<double> result(y.size());
  std::vector<Weighted> values;
  for (std::size_t t = 0; t < y.size(); ++t) {
    values.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!std::isnan(all[i][t])) values.push_back({all[i][t], parts[i].weight});
    }
    result[t] = pooled(values, weighting);
  }
  return result;
}

std::vector<double> Combination::Fitted::residuals(std::span<const double> y,
                                                   const Regressors& x) const {
  return additive_residuals(fitted(y, x), y);
}

InformationCriteria Combination::Fitted::criteria() const {
  return {0, parts.size(), 0};
}

ModelDescription Combination::Fitted::describe() const {
  constexpr std::array kNames{"Mean", "Median", "Weighted mean"};
  ModelDescription result;
  for (const Part& part : parts) {
    result.name += fmt::format("{}{}", result.name.empty() ? "" : ", ", part.word);
    result.numbers.emplace_back(fmt::format("weight {}", part.word), part.weight);
  }
  result.name = fmt::format("{} of {}", kNames[static_cast<std::size_t>(weighting)], result.name);
  result.remark = left_out;
  return result;
}

std::vector<double> Combination::Fitted::state() const {
  std::vector<double> state{static_cast<double>(num_definitions)};
  auto part = parts.begin();
  for (std::size_t i = 0; i < num_definitions; ++i) {
    if (part == parts.end() || part->index != i) {
      state.insert(state.end(), {-1.0, 0.0});
      continue;
    }
    const std::vector<double> values = part->model.state();
    state.insert(state.end(), {part->weight, static_cast<double>(values.size())});
    state.insert(state.end(), values.begin(), values.end());
    ++part;
  }
  return state;
}

Result<Combination::Fitted> Combination::Fitted::from_state(std::span<const double> /*state*/) {
  return fail(ErrorCode::kUnsupported, "a combination is read back by its definition");
}
}  // namespace foretell
