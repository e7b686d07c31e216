#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/ces.hpp"

// Filtering and forecasting with fitted complex exponential smoothing; estimation is in ces.cpp.
namespace foretell {
void Ces::Fitted::rewind() {
  level = initial_level;
  level_potential = initial_level_potential;
  seasons = initial_seasons;
  potentials = initial_potentials;
  next = 0;
  since = sum_squares = num_errors = 0;
}

void Ces::Fitted::absorb(std::span<const double> y, double* predictions) {
  if (num_errors == 0) {  // the model begins at the first observation
    while (!y.empty() && std::isnan(y.front())) {
      y = y.subspan(1);
      if (predictions != nullptr) ++predictions;
    }
  }
  with_ces_season(season, [&]<CesSeason kSeason>() {
    CesStates states{level, level_potential, seasons, potentials};
    for (std::size_t t = 0; t < y.size(); ++t) {
      const double prediction = ces_predict<kSeason>(states, next);
      if (predictions != nullptr) predictions[t] = prediction;
      const bool missing = std::isnan(y[t]);
      const double e = missing ? 0 : y[t] - prediction;
      sum_squares += e * e;
      num_errors += missing ? 0 : 1;
      since = missing ? since + 1 : 0;
      ces_step<kSeason>(states, parameters, next, e);
      if (++next == period()) next = 0;
    }
    level = states.level;
    level_potential = states.level_potential;
  });
}

Result<void> Ces::Fitted::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  absorb(y);
  return {};
}

std::vector<double> Ces::Fitted::run_on(std::size_t horizon, Rng* rng) {
  std::vector<double> path(horizon);
  const double sd = rng != nullptr ? sigma() : 0;
  with_ces_season(season, [&]<CesSeason kSeason>() {
    CesStates states{level, level_potential, seasons, potentials};
    for (double& value : path) {
      const double e = rng != nullptr ? sd * rng->normal() : 0;
      value = ces_predict<kSeason>(states, next) + e;
      ces_step<kSeason>(states, parameters, next, e);
      if (++next == period()) next = 0;
    }
    level = states.level;
    level_potential = states.level_potential;
  });
  return path;
}

Forecast Ces::Fitted::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  Fitted ahead = *this;
  std::vector<double> mean = ahead.run_on(horizon, nullptr);
  // A unit innovation in a model at rest shows the responses; gaps at the end come before step 1.
  Fitted impulse = *this;
  impulse.level = impulse.level_potential = 0;
  impulse.next = 0;
  std::fill(impulse.seasons.begin(), impulse.seasons.end(), 0.0);
  std::fill(impulse.potentials.begin(), impulse.potentials.end(), 0.0);
  impulse.since = 0;
  impulse.absorb(std::vector<double>{1});
  const auto gap = static_cast<std::size_t>(since);
  const std::vector<double> response = impulse.run_on(horizon + gap, nullptr);
  double variance = 1;
  for (std::size_t k = 0; k < gap; ++k) variance += response[k] * response[k];
  std::vector<double> sd(horizon);
  for (std::size_t k = 0; k < horizon; ++k) {
    sd[k] = sigma() * std::sqrt(variance);
    variance += response[gap + k] * response[gap + k];
  }
  return Forecast::normal(std::move(mean), std::move(sd));
}

std::vector<double> Ces::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  // The response of the model to the innovations missed in a gap at the end is simulated at rest.
  Fitted ahead = *this;
  if (since > 0) {
    Fitted gap = *this;
    gap.level = gap.level_potential = 0;
    std::fill(gap.seasons.begin(), gap.seasons.end(), 0.0);
    std::fill(gap.potentials.begin(), gap.potentials.end(), 0.0);
    const auto steps = static_cast<std::size_t>(since);
    gap.next = (next + period() - steps % period()) % period();
    (void)gap.run_on(steps, &rng);
    ahead.level += gap.level;
    ahead.level_potential += gap.level_potential;
    for (std::size_t i = 0; i < seasons.size(); ++i) ahead.seasons[i] += gap.seasons[i];
    for (std::size_t i = 0; i < potentials.size(); ++i) ahead.potentials[i] += gap.potentials[i];
  }
  return ahead.run_on(horizon, &rng);
}

std::vector<double> Ces::Fitted::fitted(std::span<const double> y) const {
  Fitted replay = *this;
  replay.rewind();
  std::vector<double> result(y.size(), std::numeric_limits<double>::quiet_NaN());
  replay.absorb(y, result.data());
  return result;
}

std::vector<double> Ces::Fitted::residuals(std::span<const double> y) const {
  return additive_residuals(fitted(y), y);
}

std::size_t Ces::Fitted::num_parameters() const {
  return ces_num_parameters(season);
}

double Ces::Fitted::sigma() const {
  if (num_errors == 0) return 0;
  return std::sqrt(sum_squares / std::max(1.0, num_errors - static_cast<double>(num_parameters())));
}

InformationCriteria Ces::Fitted::criteria() const {
  return gaussian_criteria(sum_squares, static_cast<std::size_t>(num_errors),
                           ces_num_counted(season, period()));
}

ModelDescription Ces::Fitted::describe() const {
  constexpr std::array kNames{"CES(none)", "CES(simple)", "CES(partial)", "CES(full)"};
  ModelDescription result;
  result.name = kNames[static_cast<std::size_t>(season)];
  result.numbers = {{"alpha_0", parameters.alpha_0}, {"alpha_1", parameters.alpha_1}};
  if (season == CesSeason::kPartial || season == CesSeason::kFull) {
    result.numbers.emplace_back("beta_0", parameters.beta_0);
  }
  if (season == CesSeason::kFull) result.numbers.emplace_back("beta_1", parameters.beta_1);
  if (season != CesSeason::kSimple) result.numbers.emplace_back("level", level);
  result.numbers.emplace_back("sigma", sigma());
  if (!converged) result.remark = "the search for the parameters stopped at its limit";
  return result;
}

std::vector<double> Ces::Fitted::state() const {
  std::vector<double> state{static_cast<double>(season),
                            static_cast<double>(seasons.size()),
                            static_cast<double>(next),
                            parameters.alpha_0,
                            parameters.alpha_1,
                            parameters.beta_0,
                            parameters.beta_1,
                            level,
                            level_potential,
                            initial_level,
                            initial_level_potential,
                            since,
                            sum_squares,
                            num_errors,
                            converged ? 1.0 : 0.0};
  for (const auto* part : {&seasons, &potentials, &initial_seasons, &initial_potentials}) {
    state.insert(state.end(), part->begin(), part->end());
  }
  return state;
}

Result<Ces::Fitted> Ces::Fitted::from_state(std::span<const double> state) {
  constexpr std::size_t kHead = 15;
  constexpr double kMostMissing = 1e7;  // a broken file must not make forecasts run for ever
  const auto broken = [] { return fail(ErrorCode::kBadFile, "not the state of a CES model"); };
  if (state.size() < kHead || !(state[0] >= 0 && state[0] <= 3)) return broken();
  Fitted model;
  model.season = static_cast<CesSeason>(static_cast<int>(state[0]));
  const bool seasonal = model.season != CesSeason::kNone;
  if (!(state[1] >= (seasonal ? 2 : 0) && state[1] <= static_cast<double>(state.size()))) {
    return broken();
  }
  const auto period = static_cast<std::size_t>(state[1]);
  const std::size_t potentials = model.season == CesSeason::kPartial ? 0 : period;
  if (state.size() != kHead + 2 * (period + potentials) || (!seasonal && period != 0)) {
    return broken();
  }
  if (!(state[2] >= 0 && state[2] < std::max(1.0, state[1]) && state[11] >= 0 &&
        state[11] <= kMostMissing)) {
    return broken();
  }
  model.next = static_cast<std::size_t>(state[2]);
  model.parameters = {state[3], state[4], state[5], state[6]};
  model.level = state[7];
  model.level_potential = state[8];
  model.initial_level = state[9];
  model.initial_level_potential = state[10];
  model.since = state[11];
  model.sum_squares = state[12];
  model.num_errors = state[13];
  model.converged = state[14] != 0;
  auto rest = state.subspan(kHead);
  const auto take = [&](std::vector<double>& part, std::size_t size) {
    part.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size));
    rest = rest.subspan(size);
  };
  take(model.seasons, period);
  take(model.potentials, potentials);
  take(model.initial_seasons, period);
  take(model.initial_potentials, potentials);
  return model;
}
}  // namespace foretell
