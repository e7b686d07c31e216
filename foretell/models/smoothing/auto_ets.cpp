#include "foretell/models/smoothing/auto_ets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/ets_fit.hpp"

namespace foretell {
namespace {
double criterion_of(Criterion criterion, const InformationCriteria& fit) {
  switch (criterion) {
    case Criterion::kAic:
      return fit.aic();
    case Criterion::kBic:
      return fit.bic();
    default:
      return fit.aicc();
  }
}

struct Choice {
  EtsForm form;
  ets::SearchPoint point;
  double score = std::numeric_limits<double>::infinity();
};

// Tries every candidate; the twin with additive errors lends its parameters to the multiplicative
// one.
Choice choose(const AutoEts& options, const ets::ScaledSeries& data, std::size_t period) {
  Choice best;
  std::vector<ets::SearchPoint> twin;
  EtsForm previous;
  for (const EtsForm& form : options.candidates(data.lowest > 0, period > 1)) {
    const std::size_t k = ets::num_parameters(form, period);
    if (data.num_present <= k + 1) continue;
    if (previous.trend != form.trend || previous.season != form.season) twin.clear();
    const double useful =
        (best.score - criterion_of(options.criterion, {0, k, data.num_present})) / 2;
    auto point = ets::local_search().run(form, data.values, form.has_season() ? period : 1,
                                         {.max_beta_ratio = options.max_beta_ratio}, twin, useful);
    if (!std::isfinite(point.value)) continue;
    const double score = criterion_of(options.criterion, {-point.value, k, data.num_present});
    twin.assign(1, point);
    previous = form;
    if (score < best.score) best = {form, std::move(point), score};
  }
  return best;
}
}  // namespace

// NOLINTNEXTLINE(readability-function-cognitive-complexity): three nested lists of kinds
std::vector<EtsForm> AutoEts::candidates(bool positive, bool seasonal) const {
  std::vector<EtsForm> forms;
  for (const auto season : {EtsSeason::kMul, EtsSeason::kAdd, EtsSeason::kNone}) {
    if (season != EtsSeason::kNone && !(seasonal && allow_season)) continue;
    if (season == EtsSeason::kMul && !allow_multiplicative_season) continue;
    for (const auto trend : {EtsTrend::kNone, EtsTrend::kAdd, EtsTrend::kAddDamped, EtsTrend::kMul,
                             EtsTrend::kMulDamped}) {
      for (const auto error : {EtsError::kAdd, EtsError::kMul}) {
        const EtsForm form{error, trend, season};
        if (form.has_trend() && !allow_trend) continue;
        if (form.is_damped() && !allow_damped) continue;
        if (form.has_growth_factor() && !allow_multiplicative_trend) continue;
        if (form.needs_positive() && !positive) continue;
        if (form.is_unstable() && !allow_unstable) continue;
        forms.push_back(form);
      }
    }
  }
  return forms;
}

Result<EtsFitted> AutoEts::fit(const Series& series) const {
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  if (!(max_beta_ratio > 0 && max_beta_ratio <= 1)) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("max_beta_ratio is {}, but has to be in (0, 1]", max_beta_ratio));
  }
  const auto data = ets::scaled(series.values);
  if (data.constant) {
    const unsigned note = data.num_present < 2 ? kEtsTooFew : kEtsConstant;
    return ets::carried_level(series.values, data, note);
  }
  unsigned notes = 0;
  std::size_t period = allow_season ? series.period() : 1;
  if (period > 1 && series.size() < 2 * period) {
    period = 1;
    notes |= kEtsPeriodTooLong;
  }
  if (period > 1 && series.periods.size() > 1) notes |= kEtsSeveralPeriods;
  const auto best = choose(*this, data, period);
  if (best.point.x.empty()) return ets::carried_level(series.values, data, notes | kEtsTooFew);
  auto model = ets::finish(best.form, best.point, {}, data, series.values);
  model.notes |= notes;
  return model;
}

Result<EtsFitted> AutoEts::estimate_again(const Series& series, const Fitted& start) const {
  const Ets same{.error = start.form.error,
                 .trend = start.form.trend,
                 .season = start.form.season,
                 .max_beta_ratio = max_beta_ratio,
                 .allow_unstable = true};
  auto model = same.refit(series, start);
  return model ? model : fit(series);
}
}  // namespace foretell
