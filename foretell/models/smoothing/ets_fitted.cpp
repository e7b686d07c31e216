#include "foretell/models/smoothing/ets_fitted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/ets_recursion.hpp"
#include "foretell/models/smoothing/ets_variance.hpp"

namespace foretell {
namespace {
constexpr double kLargest = std::numeric_limits<double>::max() / 4;

double finite(double value) {
  return std::isnan(value) ? kLargest : std::clamp(value, -kLargest, kLargest);
}

bool all_finite(const EtsParameters& w, const EtsState& state) {
  double sum = w.alpha + w.beta + w.gamma + w.phi + state.level + state.trend;
  for (const double s : state.season) sum += s;
  return std::isfinite(sum);
}

/// Walks one model over values without touching it.
struct Walk {
  const EtsFitted& model;
  double level, trend;
  std::vector<double> season;
  std::size_t slot;

  Walk(const EtsFitted& of, EtsState from, std::size_t first)
      : model(of),
        level(from.level),
        trend(from.trend),
        season(std::move(from.season)),
        slot(first) {
    if (season.empty()) season.assign(1, 0);
  }

  // observe(ŷ) gives the raw error d that moves the states.
  template <class Step, class Observe>
  void move(Step step, Observe&& observe) {
    const auto& w = model.parameters;
    double& s = season[slot];
    const auto p = step.predict(level, trend, s, w.phi);
    const double d = observe(p.mean);
    step.correct(p, d, w.alpha, w.beta, w.gamma, level, trend, s);
    slot = slot + 1 == season.size() ? 0 : slot + 1;
  }
};
}  // namespace

Result<EtsFitted> EtsFitted::at(const EtsForm& form, const EtsParameters& parameters,
                                EtsState initial, std::span<const double> y) {
  if (form.has_season() != !initial.season.empty()) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} with {} initial seasons", form.name(), initial.season.size()));
  }
  if (!all_finite(parameters, initial)) {
    return fail(ErrorCode::kInvalidOption, form.name() + " with parameters that are not finite");
  }
  EtsFitted model;
  model.form = form;
  model.parameters = parameters;
  if (!form.has_trend()) model.parameters.beta = 0;
  if (!form.has_season()) model.parameters.gamma = 0;
  if (!form.is_damped()) model.parameters.phi = 1;
  model.initial = std::move(initial);
  model.current = model.initial;
  model.num_parameters = form.num_weights() + form.num_states(model.period()) + 1;
  if (auto error = check({.values = y}, {.positive = form.needs_positive()})) {
    return fail(std::move(*error));
  }
  if (auto done = model.update(y); !done) return fail(std::move(done.error()));
  if (!std::isfinite(model.sum_squares) || !all_finite(model.parameters, model.current)) {
    return fail(ErrorCode::kNotFinite,
                form.name() + " leaves the range of numbers with these parameters");
  }
  return model;
}

Result<void> EtsFitted::update(std::span<const double> y) {
  for (const double value : y) {
    if (std::isinf(value)) return fail(ErrorCode::kNotFinite, "a new observation is infinite");
  }
  Walk walk(*this, std::move(current), next_season);
  ets::with_recursion(form, [&](auto step) {
    for (const double value : y) {
      walk.move(step, [&](double mean) {
        if (std::isnan(value)) return 0.0;
        const double d = value - mean;
        const bool relative = form.error == EtsError::kMul;
        const double e = relative ? d / mean : d / unit;
        sum_squares += e * e;
        if (relative) sum_log += std::log(std::abs(mean));
        ++num_observations;
        return d;
      });
    }
  });
  current.level = walk.level;
  current.trend = walk.trend;
  current.season.clear();
  if (form.has_season()) {
    current.season = std::move(walk.season);
    next_season = walk.slot;
  }
  return {};
}

std::vector<double> EtsFitted::fitted(std::span<const double> y) const {
  std::vector<double> result(y.size());
  Walk walk(*this, initial, 0);
  ets::with_recursion(form, [&](auto step) {
    for (std::size_t t = 0; t < y.size(); ++t) {
      walk.move(step, [&](double mean) {
        result[t] = mean;
        return std::isnan(y[t]) ? 0.0 : y[t] - mean;
      });
    }
  });
  return result;
}

Result<Components> EtsFitted::components(std::span<const double> y, const Regressors& /*x*/) const {
  Components::Part level{"level", {}}, trend{"trend", {}, form.has_growth_factor()},
      seasonal{"season", {}, form.season == EtsSeason::kMul};
  Walk walk(*this, initial, 0);
  ets::with_recursion(form, [&](auto step) {
    for (const double value : y) {
      level.values.push_back(walk.level);
      seasonal.values.push_back(walk.season[walk.slot]);
      trend.values.push_back(
          step.predict(walk.level, walk.trend, walk.season[walk.slot], parameters.phi).carried);
      walk.move(step, [&](double mean) { return std::isnan(value) ? 0.0 : value - mean; });
    }
  });
  Components result{{std::move(level)}};
  if (form.has_trend()) result.parts.push_back(std::move(trend));
  if (form.has_season()) result.parts.push_back(std::move(seasonal));
  return result;
}

std::vector<double> EtsFitted::residuals(std::span<const double> y) const {
  std::vector<double> result = fitted(y);
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double d = y[t] - result[t];
    result[t] = form.error == EtsError::kMul ? d / result[t] : d;
  }
  return result;
}

// Errors that would make a positive quantity negative are cut off; a path that leaves the range of
// numbers stays at its edge.
std::vector<double> EtsFitted::simulate(std::size_t horizon, Rng& rng) const {
  constexpr double kLeast = 1e-6;  // of the prediction, for forms that need positive values
  std::vector<double> path(horizon);
  Walk walk(*this, current, next_season);
  const double scale = sigma();
  const bool relative = form.error == EtsError::kMul;
  const bool keep_positive = form.has_growth_factor() || (form.season == EtsSeason::kMul);
  ets::with_recursion(form, [&](auto step) {
    for (std::size_t k = 0; k < horizon; ++k) {
      walk.move(step, [&](double mean) {
        const double e = scale * rng.normal();
        double value = relative ? mean * (1 + e) : mean + e;
        if (keep_positive) value = std::max(value, kLeast * std::abs(mean));
        path[k] = finite(value);
        return value - mean;
      });
      if (form.has_growth_factor()) walk.trend = std::max(walk.trend, kLeast);
      if (std::abs(walk.level) < kLargest && std::abs(walk.trend) < kLargest) continue;
      std::fill(path.begin() + static_cast<std::ptrdiff_t>(k), path.end(), path[k]);
      break;
    }
  });
  return path;
}

Forecast EtsFitted::forecast(std::size_t horizon, const SimulationOptions& options) const {
  if (ets::has_exact_variance(form)) {
    auto moments = ets::exact_moments(*this, horizon);
    return Forecast::normal(std::move(moments.mean), std::move(moments.sd));
  }
  std::vector<double> paths;
  paths.reserve(options.num_paths * horizon);
  for (std::size_t i = 0; i < options.num_paths; ++i) {
    Rng rng(options.seed, i);
    const auto path = simulate(horizon, rng);
    paths.insert(paths.end(), path.begin(), path.end());
  }
  return Forecast::from_paths(paths, horizon, ets::point_forecasts(*this, horizon));
}

double EtsFitted::sigma() const {
  const double n = static_cast<double>(num_observations);
  const double free = n - static_cast<double>(num_parameters) + 1;
  if (n == 0) return 0;
  const double size = form.error == EtsError::kMul ? 1 : unit;
  return size * std::sqrt(sum_squares / std::max(1.0, free));
}

InformationCriteria EtsFitted::criteria() const {
  constexpr double kFloor = 1e-24;  // as in the fit: keeps perfect prediction finite
  const double n = static_cast<double>(num_observations);
  double log_likelihood = -sum_log - 0.5 * n * std::log(std::max(sum_squares, n * kFloor));
  if (form.error == EtsError::kAdd) log_likelihood -= n * std::log(unit);
  return {n > 0 ? log_likelihood : 0, num_parameters, num_observations};
}

std::size_t EtsFitted::period() const {
  return std::max<std::size_t>(1, initial.season.size());
}

EtsState EtsFitted::last() const {
  EtsState state = current;
  std::rotate(state.season.begin(), state.season.begin() + static_cast<std::ptrdiff_t>(next_season),
              state.season.end());
  return state;
}

namespace {
std::string remark_of(unsigned notes) {
  std::string text;
  const auto add = [&](unsigned bit, const char* words) {
    if ((notes & bit) != 0) text += (text.empty() ? "" : "; ") + std::string(words);
  };
  add(kEtsConstant, "all observations are equal");
  add(kEtsTooFew, "too few observations to estimate: the last level is carried on");
  add(kEtsPeriodTooLong, "fewer than two full periods: season left out");
  add(kEtsSeasonNotRefined, "long period: initial seasons from a decomposition");
  add(kEtsSeveralPeriods, "only the shortest period is modelled");
  add(kEtsNotConverged, "the search for parameters stopped at its limit");
  return text;
}
}  // namespace

ModelDescription EtsFitted::describe() const {
  ModelDescription text{form.name(), {{"alpha", parameters.alpha}}, remark_of(notes)};
  auto& numbers = text.numbers;
  if (form.has_trend()) numbers.emplace_back("beta", parameters.beta);
  if (form.has_season()) numbers.emplace_back("gamma", parameters.gamma);
  if (form.is_damped()) numbers.emplace_back("phi", parameters.phi);
  numbers.emplace_back("level", initial.level);
  if (form.has_trend()) numbers.emplace_back("trend", initial.trend);
  if (period() <= 24) {
    for (std::size_t j = 0; j < initial.season.size(); ++j) {
      numbers.emplace_back(fmt::format("season {}", j + 1), initial.season[j]);
    }
  }
  numbers.emplace_back("sigma", sigma());
  return text;
}
}  // namespace foretell
