#include "foretell/select/automatic.hpp"

#include <array>
#include <optional>

#include "foretell/models/baseline/seasonal_naive.hpp"
#include "foretell/models/compose/seasonally_adjusted.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"
#include "foretell/models/smoothing/ces.hpp"
#include "foretell/models/smoothing/theta.hpp"

namespace foretell {
namespace {
enum Rule : std::size_t { kNoSeason, kOneSeason, kDailySeason, kSeveralSeasons, kNumRules };

// Periods of a day in hours and half-hours: there yesterday is a strong forecast.
constexpr std::size_t kShortestDay = 13;
constexpr std::size_t kLongestDay = 48;

Combination make_pool(Rule rule) {
  using Weighting = Combination::Weighting;
  const AnyDefinition ets("auto_ets", AutoEts{});
  const AnyDefinition ces("auto_ces", AutoCes{});
  const AnyDefinition dotm("dotm", Theta{.variant = Theta::Variant::kDynamicOptimized});
  const AnyDefinition same_season("seasonal_naive", SeasonalNaive{});
  switch (rule) {
    case kNoSeason:
      return {.parts = {ets, ces, dotm}, .weighting = Weighting::kMean};
    case kOneSeason:
      return {.parts = {ets, ces, dotm}, .weighting = Weighting::kMedian};
    case kDailySeason:
      return {.parts = {ets, ces, same_season}, .weighting = Weighting::kMedian};
    default:
      return {
          .parts = {same_season,
                    AnyDefinition("seasonal_naive(longest=true)", SeasonalNaive{.longest = true}),
                    ces, AnyDefinition("seasonally_adjusted(dotm)", SeasonallyAdjusted{dotm})},
          .weighting = Weighting::kMedian};
  }
}

const Combination& pool_of(Rule rule) {
  static const std::array<Combination, kNumRules> kPools = {
      make_pool(kNoSeason), make_pool(kOneSeason), make_pool(kDailySeason),
      make_pool(kSeveralSeasons)};
  return kPools[rule];
}

Rule rule_for(const Series& series) {
  if (series.period() < 2) return kNoSeason;
  if (series.periods.size() > 1 && 2 * series.periods.back() <= series.size()) {
    return kSeveralSeasons;
  }
  const bool daily = series.period() >= kShortestDay && series.period() <= kLongestDay;
  return daily ? kDailySeason : kOneSeason;
}
}  // namespace

Result<Automatic::Fitted> Automatic::fit(const Series& series) const {
  return std::move(fit_many({&series, 1}).front());
}

namespace {
// The series of one rule; those whose earlier fit followed it too start from there.
struct RuleMembers {
  std::vector<std::size_t> numbers;
  std::vector<Series> series;
  std::vector<const Combination::Fitted*> starts;
};

void fit_rule(Rule rule, const RuleMembers& members,
              std::vector<std::optional<Result<Automatic::Fitted>>>& answer) {
  if (members.numbers.empty()) return;
  const Combination& pool = pool_of(rule);
  auto pools = members.starts.empty() ? pool.fit_many(members.series)
                                      : pool.refit_many(members.series, members.starts);
  for (std::size_t k = 0; k < pools.size(); ++k) {
    auto& fitted = answer[members.numbers[k]];
    if (pools[k]) {
      fitted = Automatic::Fitted{rule, std::move(*pools[k])};
    } else {
      fitted = fail(std::move(pools[k].error()));
    }
  }
}

std::vector<Result<Automatic::Fitted>> fit_all(std::span<const Series> series,
                                               std::span<const Automatic::Fitted* const> starts) {
  std::array<RuleMembers, kNumRules> cold, warm;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const Rule rule = rule_for(series[i]);
    const bool known = !starts.empty() && starts[i]->rule == rule;
    RuleMembers& members = (known ? warm : cold)[rule];
    members.numbers.push_back(i);
    members.series.push_back(series[i]);
    if (known) members.starts.push_back(&starts[i]->pool);
  }
  std::vector<std::optional<Result<Automatic::Fitted>>> answer(series.size());
  for (std::size_t rule = 0; rule < kNumRules; ++rule) {
    fit_rule(static_cast<Rule>(rule), cold[rule], answer);
    fit_rule(static_cast<Rule>(rule), warm[rule], answer);
  }
  std::vector<Result<Automatic::Fitted>> result;
  result.reserve(answer.size());
  for (auto& fitted : answer) result.push_back(std::move(*fitted));
  return result;
}
}  // namespace

std::vector<Result<Automatic::Fitted>> Automatic::fit_many(std::span<const Series> series) const {
  return fit_all(series, {});
}

std::vector<Result<Automatic::Fitted>> Automatic::refit_many(
    std::span<const Series> series, std::span<const Fitted* const> starts) const {
  return fit_all(series, starts);
}

Result<std::vector<Candidate>> Automatic::trace(const Series& series) const {
  return pool_of(rule_for(series)).trace(series);
}

Result<Automatic::Fitted> Automatic::restore(std::span<const double> state) const {
  if (state.empty() || !(state[0] >= 0 && state[0] < static_cast<double>(kNumRules))) {
    return fail(ErrorCode::kBadFile, "the stored form of auto begins with the number of its rule");
  }
  const auto rule = static_cast<Rule>(state[0]);
  auto pool = pool_of(rule).restore(state.subspan(1));
  if (!pool) return fail(std::move(pool.error()));
  return Fitted{rule, std::move(*pool)};
}

Forecast Automatic::Fitted::forecast(std::size_t horizon, const SimulationOptions& options) const {
  return pool.forecast(horizon, options);
}
std::vector<double> Automatic::Fitted::simulate(std::size_t horizon, Rng& rng) const {
  return pool.simulate(horizon, rng);
}
Result<void> Automatic::Fitted::update(std::span<const double> y) {
  return pool.update(y);
}
std::vector<double> Automatic::Fitted::fitted(std::span<const double> y) const {
  return pool.fitted(y);
}
std::vector<double> Automatic::Fitted::residuals(std::span<const double> y) const {
  return pool.residuals(y);
}
InformationCriteria Automatic::Fitted::criteria() const {
  return pool.criteria();
}
ModelDescription Automatic::Fitted::describe() const {
  return pool.describe();
}

std::vector<double> Automatic::Fitted::state() const {
  std::vector<double> numbers{static_cast<double>(rule)};
  const std::vector<double> inner = pool.state();
  numbers.insert(numbers.end(), inner.begin(), inner.end());
  return numbers;
}

Result<Automatic::Fitted> Automatic::Fitted::from_state(std::span<const double> /*state*/) {
  return fail(ErrorCode::kUnsupported, "auto is restored by its definition");
}
}  // namespace foretell
