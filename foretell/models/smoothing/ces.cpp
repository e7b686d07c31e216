#include "foretell/models/smoothing/ces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/ces_search.hpp"

namespace foretell {
namespace {
std::optional<Error> refused(const Ces& options, std::size_t size, std::size_t period) {
  const CesSeason season = options.season;
  const CesParameters p = options.parameters.value_or(CesParameters{});
  if (!is_stable_ces(p.alpha_0, p.alpha_1) ||
      (season == CesSeason::kFull && options.parameters && !is_stable_ces(p.beta_0, p.beta_1)) ||
      !(p.beta_0 >= 0 && p.beta_0 < 2)) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("the parameters alpha {} + {} i, beta {} + {} i give an unstable "
                             "filter; alpha 1.3 + 1 i is a usual start",
                             p.alpha_0, p.alpha_1, p.beta_0, p.beta_1),
                 ""};
  }
  if (season == CesSeason::kNone) return std::nullopt;
  if (period < 2) {
    return Error{ErrorCode::kInvalidOption,
                 "a seasonal form needs a season, but the series has no period above 1", ""};
  }
  if (size < 2 * period) {
    return Error{ErrorCode::kTooShort,
                 fmt::format("{} observations are under two periods of {}, which a seasonal form "
                             "needs; use season=none",
                             size, period),
                 ""};
  }
  return std::nullopt;
}

Ces::Fitted finished(CesSeason season, CesEstimate estimate, const Series& series) {
  Ces::Fitted model;
  model.season = season;
  model.parameters = estimate.parameters;
  model.initial_level = estimate.level;
  model.initial_level_potential = estimate.level_potential;
  model.initial_seasons = std::move(estimate.season);
  model.initial_potentials = std::move(estimate.potential);
  model.converged = estimate.converged;
  model.rewind();
  model.absorb(series.values);
  return model;
}

using Numbers = std::vector<std::size_t>;

// The series that `ces` can be fitted to, by period; the answer says why not for the others.
std::map<std::size_t, Numbers> accepted(const Ces& ces, std::span<const Series> series,
                                        std::vector<Result<Ces::Fitted>>& answer) {
  std::map<std::size_t, Numbers> of_period;
  for (std::size_t i = 0; i < series.size(); ++i) {
    auto error = check(series[i], {.min_length = 1});
    if (!error) {
      const auto y = without_missing_ends(series[i].values);
      error = refused(ces, y.size(), series[i].period());
    }
    if (error) {
      answer.emplace_back(fail(std::move(*error)));
    } else {
      answer.emplace_back(Ces::Fitted{});
      of_period[series[i].period()].push_back(i);
    }
  }
  return of_period;
}

// As Ces::fit_many; the search begins at the parameters of `starts` where there are any.
std::vector<Result<Ces::Fitted>> fit_from(const Ces& ces, std::span<const Series> series,
                                          std::span<const Ces::Fitted* const> starts) {
  std::vector<Result<Ces::Fitted>> answer;
  for (const auto& [period, numbers] : accepted(ces, series, answer)) {
    std::vector<CesTask> tasks;
    for (const std::size_t i : numbers) {
      CesTask task{.y = without_missing_ends(series[i].values), .fixed = ces.parameters};
      if (!starts.empty()) task.start = starts[i]->parameters;
      tasks.push_back(task);
    }
    auto estimates = estimate_ces(tasks, ces.season, period);
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      answer[numbers[k]] = finished(ces.season, std::move(estimates[k]), series[numbers[k]]);
    }
  }
  return answer;
}

// The best form so far of a series.
struct Choice {
  CesSeason season = CesSeason::kNone;
  CesEstimate estimate;
  double aicc = std::numeric_limits<double>::infinity();
  std::size_t num_present = 0;
};

double aicc_of(double sum_squares, std::size_t num_present, CesSeason season, std::size_t period) {
  return gaussian_criteria(sum_squares, num_present, ces_num_counted(season, period)).aicc();
}

// Σ e² at which a form would be as good as the choice: AICc moves with n log Σ e².
double target_of(const Choice& choice, CesSeason season, std::size_t period) {
  if (!std::isfinite(choice.aicc)) return std::numeric_limits<double>::infinity();
  const double same = aicc_of(choice.estimate.sum_squares, choice.num_present, season, period);
  return choice.estimate.sum_squares *
         std::exp((choice.aicc - same) / static_cast<double>(choice.num_present));
}

// Tries one form on the series that it can be fitted to.
void try_form(CesSeason season, std::size_t period, std::span<const std::span<const double>> values,
              std::vector<Choice>& choices) {
  std::vector<CesTask> tasks;
  Numbers tried;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (refused({.season = season}, values[i].size(), period)) continue;
    tasks.push_back({.y = values[i], .target = target_of(choices[i], season, period)});
    tried.push_back(i);
  }
  auto estimates = estimate_ces(tasks, season, period);
  for (std::size_t k = 0; k < tried.size(); ++k) {
    Choice& so_far = choices[tried[k]];
    const double aicc = aicc_of(estimates[k].sum_squares, so_far.num_present, season, period);
    if (season != CesSeason::kNone && !(aicc < so_far.aicc)) continue;
    so_far.season = season;
    so_far.aicc = aicc;
    so_far.estimate = std::move(estimates[k]);
  }
}

// Every form on series of one period.
std::vector<Choice> choose(std::span<const std::span<const double>> values, std::size_t period) {
  std::vector<Choice> choices(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    choices[i].num_present = static_cast<std::size_t>(
        std::ranges::count_if(values[i], [](double value) { return !std::isnan(value); }));
  }
  for (const CesSeason season :
       {CesSeason::kNone, CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    try_form(season, period, values, choices);
  }
  return choices;
}
}  // namespace

std::vector<Result<Ces::Fitted>> Ces::fit_many(std::span<const Series> series) const {
  return fit_from(*this, series, {});
}

Result<Ces::Fitted> Ces::fit(const Series& series) const {
  return std::move(fit_many({&series, 1}).front());
}

std::vector<Result<Ces::Fitted>> AutoCes::fit_many(std::span<const Series> series) const {
  std::vector<Result<Fitted>> answer;
  for (const auto& [period, numbers] : accepted({}, series, answer)) {
    std::vector<std::span<const double>> values;
    for (const std::size_t i : numbers) values.push_back(without_missing_ends(series[i].values));
    auto choices = choose(values, period);
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      Choice& best = choices[k];
      answer[numbers[k]] = finished(best.season, std::move(best.estimate), series[numbers[k]]);
    }
  }
  return answer;
}

std::vector<Result<Ces::Fitted>> AutoCes::refit_many(std::span<const Series> series,
                                                     std::span<const Fitted* const> starts) const {
  std::map<CesSeason, Numbers> of_season;
  for (std::size_t i = 0; i < series.size(); ++i) of_season[starts[i]->season].push_back(i);
  std::vector<Result<Fitted>> answer(series.size(), Result<Fitted>(Fitted{}));
  for (const auto& [season, numbers] : of_season) {
    std::vector<Series> part;
    std::vector<const Fitted*> from;
    for (const std::size_t i : numbers) {
      part.push_back(series[i]);
      from.push_back(starts[i]);
    }
    auto models = fit_from(Ces{.season = season}, part, from);
    for (std::size_t k = 0; k < numbers.size(); ++k) answer[numbers[k]] = std::move(models[k]);
  }
  return answer;
}

Result<Ces::Fitted> AutoCes::fit(const Series& series) const {
  return std::move(fit_many({&series, 1}).front());
}

Result<std::vector<Candidate>> AutoCes::trace(const Series& series) const {
  std::vector<Candidate> seen;
  std::size_t best = 0;
  for (const CesSeason season :
       {CesSeason::kNone, CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    if (season != CesSeason::kNone && series.period() < 2) break;
    const auto model = Ces{.season = season}.fit(series);
    if (!model && season == CesSeason::kNone) return fail(model.error());
    const std::string name = Ces::Fitted{.season = season}.describe().name;
    if (!model) {
      seen.push_back({name, std::numeric_limits<double>::infinity(),
                      std::numeric_limits<double>::quiet_NaN(), model.error().message});
      continue;
    }
    const InformationCriteria fit = model->criteria();
    seen.push_back({name, fit.aicc(), fit.log_likelihood, model->describe().remark});
    if (fit.aicc() < seen[best].criterion) best = seen.size() - 1;
  }
  seen[best].chosen = true;
  return seen;
}
}  // namespace foretell
