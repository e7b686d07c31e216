#include "foretell/transform/fill_gaps.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "foretell/decompose/mstl.hpp"
#include "foretell/numeric/interpolation.hpp"
#include "foretell/transform/structural_model.hpp"

namespace foretell {
namespace {
using Values = std::vector<double>;
using numeric::Interpolation;

constexpr std::size_t kLongestState = 24;  // longer seasons make the state space too large

// The curve through the observed values at every time; NaN at the ends.
Values curve(std::span<const double> y, Interpolation kind) {
  Values known, values, all(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    all[t] = static_cast<double>(t);
    if (std::isnan(y[t])) continue;
    known.push_back(all[t]);
    values.push_back(y[t]);
  }
  return numeric::interpolate(known, values, kind, all);
}

Values carry_forward(std::span<const double> y) {
  Values result(y.begin(), y.end());
  for (std::size_t t = 1; t < y.size(); ++t) {
    if (std::isnan(result[t])) result[t] = result[t - 1];
  }
  return result;
}

// The nearest value for the ends; x has at least one.
void carry_outward(Values& x) {
  const auto present = [](double value) { return !std::isnan(value); };
  const auto first = std::find_if(x.begin(), x.end(), present);
  const auto last = std::find_if(x.rbegin(), x.rend(), present);
  std::fill(x.begin(), first, *first);
  std::fill(last.base(), x.end(), *last);
}

Values shifted(std::span<const double> y, std::span<const double> season, double sign) {
  Values result(y.begin(), y.end());
  for (std::size_t t = 0; t < season.size(); ++t) result[t] += sign * season[t];
  return result;
}

Result<Values> seasonal(std::span<const double> y, const FillOptions& options) {
  const auto parts = Mstl{.periods = options.periods}.decompose(y);
  if (!parts) return fail(parts.error());
  const Values season = parts->season();
  Values adjusted = curve(shifted(y, season, -1), Interpolation::kLinear);
  if (options.ends) carry_outward(adjusted);
  return shifted(adjusted, season, 1);
}

// Smoothed level and season; seasons that the state space does not take are taken out before.
Result<Values> kalman(std::span<const double> y, const FillOptions& options) {
  std::vector<std::size_t> periods;
  for (const std::size_t period : options.periods) {
    if (period > 1 && period <= y.size() / 2) periods.push_back(period);
  }
  std::sort(periods.begin(), periods.end());
  StructuralModel model;
  if (!periods.empty() && periods.front() <= kLongestState) {
    model.period = periods.front();
    periods.erase(periods.begin());
  }
  Values season;
  if (!periods.empty()) {
    const auto parts = Mstl{.periods = options.periods}.decompose(y);
    if (!parts) return fail(parts.error());
    season.assign(y.size(), 0);
    for (std::size_t i = model.period > 1 ? 1 : 0; i < parts->seasons.size(); ++i) {
      season = shifted(season, parts->seasons[i], 1);
    }
  }
  const Values rest = shifted(y, season, -1);
  const auto variances = model.estimate(rest);
  if (!variances) return fail(variances.error());
  return model.smooth(rest, *variances).map([&](const StructuralStates& states) {
    return shifted(shifted(states.level, states.season, 1), season, 1);
  });
}

Result<Values> candidates(std::span<const double> y, const FillOptions& options) {
  if (options.rule == FillRule::kSeasonal) return seasonal(y, options);
  if (options.rule == FillRule::kKalman) return kalman(y, options);
  Values values;
  if (options.rule == FillRule::kLast) {
    values = carry_forward(y);
  } else {
    values = curve(y, options.rule == FillRule::kSpline     ? Interpolation::kSpline
                      : options.rule == FillRule::kMonotone ? Interpolation::kMonotone
                                                            : Interpolation::kLinear);
  }
  if (options.ends) carry_outward(values);
  return values;
}

// Takes the candidates of the missing values first … last − 1, or leaves them.
void fill_run(Filled& result, const Values& from, std::size_t first, std::size_t last,
              const FillOptions& options) {
  const bool end = first == 0 || last == result.values.size();
  if (end && !options.ends) {
    result.left_ends += last - first;
  } else if (!end && last - first > options.max_gap) {
    result.left_long += last - first;
  } else {
    std::copy(from.begin() + static_cast<std::ptrdiff_t>(first),
              from.begin() + static_cast<std::ptrdiff_t>(last),
              result.values.begin() + static_cast<std::ptrdiff_t>(first));
    result.filled += last - first;
  }
}
}  // namespace

Result<Filled> fill_gaps(std::span<const double> y, const FillOptions& options) {
  Filled result{.values = {y.begin(), y.end()}};
  if (std::none_of(y.begin(), y.end(), [](double v) { return std::isnan(v); })) return result;
  if (auto error = check_values(y, Composition::kAdditive)) return fail(std::move(*error));
  const auto from = candidates(y, options);
  if (!from) return fail(from.error());
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (!std::isnan(y[t])) continue;
    const std::size_t first = t;
    while (t < y.size() && std::isnan(y[t])) ++t;
    fill_run(result, *from, first, t, options);
  }
  const auto left = std::count_if(result.values.begin(), result.values.end(),
                                  [](double v) { return !std::isfinite(v); });
  if (static_cast<std::size_t>(left) != result.left_long + result.left_ends) {
    return fail(ErrorCode::kNotFinite, "filled values leave the range of numbers");
  }
  return result;
}
}  // namespace foretell
