#include "foretell/models/smoothing/ces.hpp"

#include <fmt/format.h>

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

Result<Ces::Fitted> Ces::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  const std::span<const double> y = without_missing_ends(series.values);
  if (auto error = refused(*this, y.size(), series.period())) return fail(std::move(*error));
  CesEstimate estimate = estimate_ces(y, season, series.period(), parameters);
  Fitted model;
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

Result<Ces::Fitted> AutoCes::fit(const Series& series) const {
  auto best = Ces{}.fit(series);
  if (!best || series.period() < 2) return best;
  for (const CesSeason season : {CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    auto other = Ces{.season = season}.fit(series);
    if (other && other->criteria().aicc() < best->criteria().aicc()) best = std::move(other);
  }
  return best;
}
}  // namespace foretell
