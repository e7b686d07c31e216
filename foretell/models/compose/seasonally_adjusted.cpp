#include "foretell/models/compose/seasonally_adjusted.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/models/additive_errors.hpp"
#include "foretell/models/compose/part_trace.hpp"

namespace foretell {
namespace {
// The season taken out last is put back first.
template <class Target>
void put_back_all(const std::vector<SeasonalAdjustment>& seasons, Target& target) {
  std::for_each(seasons.rbegin(), seasons.rend(),
                [&](const SeasonalAdjustment& season) { season.put_back(target); });
}

// The values without their seasons.
struct Adjusted {
  std::vector<double> values;
  std::vector<SeasonalAdjustment> seasons = {};

  [[nodiscard]] Series of(const Series& series) const {
    return {
        .id = series.id, .values = values, .start = series.start, .regressors = series.regressors};
  }
};

Result<Adjusted> adjust(const SeasonallyAdjusted& options, const Series& series) {
  const std::span<const std::size_t> wanted =
      options.periods.empty() ? series.periods : options.periods;
  Adjusted adjusted{{series.values.begin(), series.values.end()}};
  for (const std::size_t period : wanted) {
    if (period < 2) {
      return fail(ErrorCode::kInvalidOption,
                  fmt::format("a period of {} is no season; it needs at least 2", period));
    }
    if (options.test && !has_season(adjusted.values, period)) continue;
    auto season = SeasonalAdjustment::estimate(adjusted.values, period, options.decomposition);
    if (season.figure.empty()) continue;
    adjusted.values = season.removed(std::span(adjusted.values));
    adjusted.seasons.push_back(std::move(season));
  }
  return adjusted;
}
}  // namespace

Result<SeasonallyAdjusted::Fitted> SeasonallyAdjusted::fit(const Series& series) const {
  auto adjusted = adjust(*this, series);
  if (!adjusted) return fail(std::move(adjusted.error()));
  auto model = definition.fit(adjusted->of(series));
  if (!model) return fail(std::move(model.error()));
  return Fitted{std::move(adjusted->seasons), std::move(*model)};
}

Result<std::vector<Candidate>> SeasonallyAdjusted::trace(const Series& series) const {
  const auto adjusted = adjust(*this, series);
  if (!adjusted) return fail(adjusted.error());
  return trace_of_parts({&definition, 1}, adjusted->of(series));
}

bool SeasonallyAdjusted::uses_regressors() const {
  return definition.uses_regressors();
}

Result<SeasonallyAdjusted::Fitted> SeasonallyAdjusted::restore(
    std::span<const double> state) const {
  const auto broken = [] { return fail(ErrorCode::kBadFile, "not the state of this model"); };
  if (state.empty() ||
      !(state.front() >= 0 && state.front() <= static_cast<double>(state.size()))) {
    return broken();
  }
  std::vector<SeasonalAdjustment> seasons(static_cast<std::size_t>(state.front()));
  state = state.subspan(1);
  for (SeasonalAdjustment& season : seasons) {
    auto read = SeasonalAdjustment::take_state(state);
    if (!read) return broken();
    season = std::move(*read);
  }
  auto model = definition.restore(state);
  if (!model) return fail(std::move(model.error()));
  return Fitted{std::move(seasons), std::move(*model)};
}

Forecast SeasonallyAdjusted::Fitted::forecast(std::size_t horizon, const SimulationOptions& options,
                                              const Regressors& x) const {
  Forecast result = model.forecast(horizon, options, x);
  put_back_all(seasons, result);
  return result;
}

std::vector<double> SeasonallyAdjusted::Fitted::simulate(std::size_t horizon, Rng& rng,
                                                         const Regressors& x) const {
  std::vector<double> path = model.simulate(horizon, rng, x);
  put_back_all(seasons, path);
  return path;
}

Result<void> SeasonallyAdjusted::Fitted::update(std::span<const double> y, const Regressors& x) {
  std::vector<double> adjusted(y.begin(), y.end());
  std::vector<std::size_t> next;
  for (SeasonalAdjustment& season : seasons) {
    next.push_back(season.next);
    for (double& value : adjusted) value = season.removed(value);
  }
  auto done = model.update(adjusted, x);
  if (!done) {  // as if nothing had come
    for (std::size_t i = 0; i < seasons.size(); ++i) seasons[i].next = next[i];
  }
  return done;
}

std::vector<double> SeasonallyAdjusted::Fitted::fitted(std::span<const double> y,
                                                       const Regressors& x) const {
  std::vector<double> adjusted(y.begin(), y.end());
  for (SeasonalAdjustment season : seasons) adjusted = season.removed(std::span(adjusted));
  std::vector<double> result = model.fitted(adjusted, x);
  std::for_each(seasons.rbegin(), seasons.rend(),
                [&](const SeasonalAdjustment& season) { season.put_back_from_start(result); });
  return result;
}

Result<Components> SeasonallyAdjusted::Fitted::components(std::span<const double> y,
                                                          const Regressors& x) const {
  std::vector<double> adjusted(y.begin(), y.end());
  for (SeasonalAdjustment season : seasons) adjusted = season.removed(std::span(adjusted));
  auto result = model.components(adjusted, x);
  if (!result && seasons.empty()) return result;
  if (!result) result = Components{{{"adjusted", model.fitted(adjusted, x)}}};
  std::for_each(seasons.rbegin(), seasons.rend(), [&](const SeasonalAdjustment& season) {
    const bool factor = season.composition == Composition::kMultiplicative;
    Components::Part part{"season", std::vector<double>(y.size(), factor ? 1 : 0), factor};
    if (seasons.size() > 1) part.name += fmt::format("_{}", season.figure.size());
    season.put_back_from_start(part.values);
    result->parts.push_back(std::move(part));
  });
  return result;
}

std::vector<double> SeasonallyAdjusted::Fitted::residuals(std::span<const double> y,
                                                          const Regressors& x) const {
  return additive_residuals(fitted(y, x), y);
}

InformationCriteria SeasonallyAdjusted::Fitted::criteria() const {
  return model.criteria();
}

ModelDescription SeasonallyAdjusted::Fitted::describe() const {
  ModelDescription result = model.describe();
  for (const SeasonalAdjustment& season : seasons) {
    result.remark +=
        fmt::format("{}{} season of {}", result.remark.empty() ? "" : "; ",
                    season.composition == Composition::kAdditive ? "additive" : "multiplicative",
                    season.figure.size());
  }
  return result;
}

std::vector<double> SeasonallyAdjusted::Fitted::state() const {
  std::vector<double> state{static_cast<double>(seasons.size())};
  for (const SeasonalAdjustment& season : seasons) season.append_state(state);
  const std::vector<double> inner = model.state();
  state.insert(state.end(), inner.begin(), inner.end());
  return state;
}

Result<SeasonallyAdjusted::Fitted> SeasonallyAdjusted::Fitted::from_state(
    std::span<const double> /*state*/) {
  return fail(ErrorCode::kUnsupported,
              "a seasonally adjusted model is read back by its definition");
}
}  // namespace foretell
