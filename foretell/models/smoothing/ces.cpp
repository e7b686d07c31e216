#include "foretell/models/smoothing/ces.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>

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
}  // namespace

namespace {
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
}  // namespace

std::vector<Result<Ces::Fitted>> Ces::fit_many(std::span<const Series> series) const {
  std::vector<Result<Fitted>> answer;
  std::map<std::size_t, std::vector<std::size_t>> of_period;  // the series that are searched
  for (std::size_t i = 0; i < series.size(); ++i) {
    auto error = check(series[i], {.min_length = 1});
    if (!error) {
      const auto y = without_missing_ends(series[i].values);
      error = refused(*this, y.size(), series[i].period());
    }
    if (error) {
      answer.emplace_back(fail(std::move(*error)));
    } else {
      answer.emplace_back(Fitted{});
      of_period[series[i].period()].push_back(i);
    }
  }
  for (const auto& [period, numbers] : of_period) {
    std::vector<std::span<const double>> values;
    for (const std::size_t i : numbers) values.push_back(without_missing_ends(series[i].values));
    auto estimates = estimate_ces(values, season, period, parameters);
    for (std::size_t k = 0; k < numbers.size(); ++k) {
      answer[numbers[k]] = finished(season, std::move(estimates[k]), series[numbers[k]]);
    }
  }
  return answer;
}

Result<Ces::Fitted> Ces::fit(const Series& series) const {
  return std::move(fit_many({&series, 1}).front());
}

std::vector<Result<Ces::Fitted>> AutoCes::fit_many(std::span<const Series> series) const {
  auto best = Ces{}.fit_many(series);
  std::vector<Series> seasonal;
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!best[i] || series[i].period() < 2) continue;
    seasonal.push_back(series[i]);
    numbers.push_back(i);
  }
  for (const CesSeason season : {CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    auto others = Ces{.season = season}.fit_many(seasonal);
    for (std::size_t k = 0; k < others.size(); ++k) {
      auto& so_far = best[numbers[k]];
      if (others[k] && others[k]->criteria().aicc() < so_far->criteria().aicc()) {
        so_far = std::move(others[k]);
      }
    }
  }
  return best;
}

std::vector<Result<Ces::Fitted>> AutoCes::refit_many(std::span<const Series> series,
                                                     std::span<const Fitted* const> starts) const {
  std::map<CesSeason, std::vector<std::size_t>> of_season;
  for (std::size_t i = 0; i < series.size(); ++i) of_season[starts[i]->season].push_back(i);
  std::vector<Result<Fitted>> answer(series.size(), Result<Fitted>(Fitted{}));
  for (const auto& [season, numbers] : of_season) {
    std::vector<Series> part;
    for (const std::size_t i : numbers) part.push_back(series[i]);
    auto models = Ces{.season = season}.fit_many(part);
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
