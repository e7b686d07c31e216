#include "foretell/select/best_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/compose/holdout.hpp"
#include "foretell/models/compose/part_trace.hpp"

namespace foretell {
namespace {
constexpr double kWorst = std::numeric_limits<double>::infinity();

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
  const Holdout holdout = Holdout::of(series, definition.windows, definition.horizon);
  std::vector<double> scores(definition.parts.size(), 0);
  for (std::size_t i = 0; i < scores.size() && holdout.windows > 0; ++i) {
    const double error = holdout.mean_absolute_error(definition.parts[i], series);
    scores[i] = std::isnan(error) ? kWorst : error;
  }
  return fit_in_order(definition, series, scores);
}

// `fits` of one series, part by part.
Result<BestOf::Fitted> best_by_criterion(const BestOf& definition,
                                         std::vector<Result<AnyFitted>> fits) {
  std::optional<BestOf::Fitted> best;
  std::optional<Error> first_error;
  std::size_t most = 0;
  double least = kWorst;
  for (std::size_t i = 0; i < definition.parts.size(); ++i) {
    auto& fitted = fits[i];
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
  return std::move(fit_many({&series, 1}).front());
}

std::vector<Result<BestOf::Fitted>> BestOf::fit_many(std::span<const Series> series) const {
  std::vector<Result<Fitted>> answer;
  std::vector<std::vector<Result<AnyFitted>>> by_part;
  for (const AnyDefinition& part : parts) {
    if (by != By::kValidation) by_part.push_back(part.fit_many(series));
  }
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (parts.empty()) {
      answer.emplace_back(fail(ErrorCode::kInvalidOption, "best needs models to choose from"));
    } else if (by == By::kValidation) {
      answer.push_back(fit_by_validation(*this, series[i]));
    } else {
      std::vector<Result<AnyFitted>> fits;
      fits.reserve(by_part.size());
      for (auto& part : by_part) fits.push_back(std::move(part[i]));
      answer.push_back(best_by_criterion(*this, std::move(fits)));
    }
  }
  return answer;
}

namespace {
Candidate by_validation(const BestOf& options, const AnyDefinition& part, const Series& series) {
  const Holdout holdout = Holdout::of(series, options.windows, options.horizon);
  Candidate one = rejected_candidate(part.word(), "");
  if (const auto model = part.fit(series); !model) {
    one.verdict = model.error().message;
  } else if (holdout.windows == 0) {
    one.verdict = "too short to hold windows back; the first that fits is taken";
  } else if (const double error = holdout.mean_absolute_error(part, series); std::isnan(error)) {
    one.verdict = "gives no forecast of a window held back";
  } else {
    one.criterion = error;
  }
  return one;
}

// `most`: observations that the likelihood of the chosen part speaks of.
Candidate by_criterion(const BestOf& options, const AnyDefinition& part, const Series& series,
                       std::size_t most) {
  const auto model = part.fit(series);
  if (!model) return rejected_candidate(part.word(), model.error().message);
  const InformationCriteria criteria = model->criteria();
  Candidate one{part.word(), criterion(criteria, options.by), criteria.log_likelihood, ""};
  if (criteria.num_observations == most) return one;
  one.criterion = kWorst;
  one.verdict = fmt::format("its likelihood speaks of {} observations, not {}",
                            criteria.num_observations, most);
  return one;
}
}  // namespace

Result<std::vector<Candidate>> BestOf::trace(const Series& series) const {
  const auto model = fit(series);
  if (!model) return fail(model.error());
  const std::size_t most = model->criteria().num_observations;
  std::vector<Candidate> candidates;
  for (const AnyDefinition& part : parts) {
    candidates.push_back(by == By::kValidation ? by_validation(*this, part, series)
                                               : by_criterion(*this, part, series, most));
  }
  candidates[model->part].chosen = true;
  const auto inner = trace_of_parts(parts, series);
  candidates.insert(candidates.end(), inner.begin(), inner.end());
  return candidates;
}

bool BestOf::uses_regressors() const {
  return std::any_of(parts.begin(), parts.end(),
                     [](const AnyDefinition& part) { return part.uses_regressors(); });
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

Forecast BestOf::Fitted::forecast(std::size_t horizon, const SimulationOptions& options,
                                  const Regressors& x) const {
  return model.forecast(horizon, options, x);
}
std::vector<double> BestOf::Fitted::simulate(std::size_t horizon, Rng& rng,
                                             const Regressors& x) const {
  return model.simulate(horizon, rng, x);
}
Result<void> BestOf::Fitted::update(std::span<const double> y, const Regressors& x) {
  return model.update(y, x);
}
std::vector<double> BestOf::Fitted::fitted(std::span<const double> y, const Regressors& x) const {
  return model.fitted(y, x);
}
std::vector<double> BestOf::Fitted::residuals(std::span<const double> y,
                                              const Regressors& x) const {
  return model.residuals(y, x);
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
