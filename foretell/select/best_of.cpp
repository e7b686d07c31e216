#include "foretell/select/best_of.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/evaluate/rolling_origin.hpp"

namespace foretell {
namespace {
constexpr double kWorst = std::numeric_limits<double>::infinity();

std::size_t validation_horizon(const BestOf& definition, const Series& series) {
  const std::size_t usual = series.period() > 1 ? series.period() : 4;
  const std::size_t wanted = definition.horizon == 0 ? usual : definition.horizon;
  return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, series.size() / 4));
}

// Mean absolute error of one model over the windows; infinite where it refuses or leaves the
// numbers.
double validation_error(const AnyDefinition& definition, const Series& series,
                        const std::vector<Window>& cut, std::size_t horizon) {
  double sum = 0;
  std::size_t count = 0;
  std::optional<AnyFitted> fitted;
  for (const Window& window : cut) {
    const Series known = series.until(window.end);
    auto next = fitted ? definition.refit(known, *fitted) : definition.fit(known);
    if (!next) return kWorst;
    fitted = std::move(*next);
    const Forecast forecast = fitted->forecast(horizon);
    for (std::size_t k = 0; k < horizon; ++k) {
      const double actual = series.values[window.end + k];
      if (std::isnan(actual)) continue;
      sum += std::abs(actual - forecast.mean()[k]);
      ++count;
    }
  }
  const double error = sum / static_cast<double>(count);
  return std::isfinite(error) ? error : kWorst;
}

double criterion(const InformationCriteria& criteria, BestOf::By by) {
  switch (by) {
    case BestOf::By::kAic:
      return criteria.aic();
    case BestOf::By::kBic:
      return criteria.bic();
    default:
      return criteria.aicc();
  }
}

// The first part that fits, in the order of their scores (the given order among equals).
Result<BestOf::Fitted> fit_in_order(const BestOf& definition, const Series& series,
                                    const std::vector<double>& scores) {
  std::vector<std::size_t> order(scores.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return scores[i]; });
  std::optional<Error> first_error;
  for (const std::size_t i : order) {
    auto fitted = definition.parts[i].fit(series);
    if (fitted) return BestOf::Fitted{std::move(*fitted), i, definition.parts[i].word()};
    if (!first_error) first_error = std::move(fitted.error());
  }
  return fail(std::move(*first_error));
}

Result<BestOf::Fitted> fit_by_validation(const BestOf& definition, const Series& series) {
  const std::size_t horizon = validation_horizon(definition, series);
  std::vector<double> scores(definition.parts.size(), 0);
  const auto cut = windows({.horizon = horizon, .windows = definition.windows}, series.size(), 4);
  if (cut) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
      scores[i] = validation_error(definition.parts[i], series, *cut, horizon);
    }
  }
  return fit_in_order(definition, series, scores);
}

Result<BestOf::Fitted> fit_by_criterion(const BestOf& definition, const Series& series) {
  std::optional<BestOf::Fitted> best;
  std::optional<Error> first_error;
  std::size_t most = 0;
  double least = kWorst;
  for (std::size_t i = 0; i < definition.parts.size(); ++i) {
    auto fitted = definition.parts[i].fit(series);
    if (!fitted) {
      if (!first_error) first_error = std::move(fitted.error());
      continue;
    }
    const InformationCriteria criteria = fitted->criteria();
    const double value = criterion(criteria, definition.by);
    const bool same_data = criteria.num_observations == most;
    if (best && (criteria.num_observations < most || (same_data && !(value < least)))) continue;
    most = criteria.num_observations;
    least = value;
    best = BestOf::Fitted{std::move(*fitted), i, definition.parts[i].word()};
  }
  if (!best) return fail(std::move(*first_error));
  return std::move(*best);
}
}  // namespace

Result<BestOf::Fitted> BestOf::fit(const Series& series) const {
  if (parts.empty()) return fail(ErrorCode::kInvalidOption, "best needs models to choose from");
  return by == By::kValidation ? fit_by_validation(*this, series) : fit_by_criterion(*this, series);
}

Result<BestOf::Fitted> BestOf::restore(std::span<const double> state) const {
  if (state.empty() || !(state[0] >= 0 && state[0] < static_cast<double>(parts.size()))) {
    return fail(ErrorCode::kBadFile, "a chosen model begins with its number among the candidates");
  }
  const auto part = static_cast<std::size_t>(state[0]);
  auto model = parts[part].restore(state.subspan(1));
  if (!model) return fail(std::move(model.error()));
  return Fitted{std::move(*model), part, parts[part].word()};
}

Forecast BestOf::Fitted::forecast(std::size_t horizon, const SimulationOptions& options) const {
  return model.forecast(horizon, options);
}
std::vector<double> BestOf::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  return model.simulate(horizon, rng);
}
Result<void> BestOf::Fitted::update(std::span<const double> y) {
  return model.update(y);
}
std::vector<double> BestOf::Fitted::fitted(std::span<const double> y) const {
  return model.fitted(y);
}
std::vector<double> BestOf::Fitted::residuals(std::span<const double> y) const {
  return model.residuals(y);
}
InformationCriteria BestOf::Fitted::criteria() const {
  return model.criteria();
}

ModelDescription BestOf::Fitted::describe() const {
  ModelDescription description = model.describe();
  description.name = description.name == word ? word : word + ": " + description.name;
  return description;
}

std::vector<double> BestOf::Fitted::state() const {
  std::vector<double> numbers{static_cast<double>(part)};
  const std::vector<double> inner = model.state();
  numbers.insert(numbers.end(), inner.begin(), inner.end());
  return numbers;
}

Result<BestOf::Fitted> BestOf::Fitted::from_state(std::span<const double> /*state*/) {
  return fail(ErrorCode::kUnsupported, "a chosen model is restored by its definition");
}
}  // namespace foretell
