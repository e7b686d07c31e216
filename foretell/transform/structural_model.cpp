#include "foretell/transform/structural_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "foretell/decompose/decomposition.hpp"
#include "foretell/numeric/nelder_mead.hpp"
#include "foretell/transform/diffuse_filter.hpp"

namespace foretell {
namespace {
constexpr double kWidest = 30;  // logarithm of the largest ratio of variances

/// The series in units in which squares stay in range.
struct Scaled {
  std::vector<double> y;
  double center = 0, scale = 1;
};

Scaled scaled(std::span<const double> y) {
  Scaled result{{y.begin(), y.end()}};
  double count = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    count += 1;
    result.center += (value - result.center) / count;
  }
  double widest = 0;
  for (double& value : result.y) {
    value -= result.center;
    if (std::abs(value) > widest) widest = std::abs(value);
  }
  if (widest > 1e-13 * std::abs(result.center)) result.scale = widest;
  for (double& value : result.y) value /= result.scale;
  return result;
}

std::optional<Error> refusal(std::span<const double> y, const StructuralModel& model,
                             std::size_t num_variances) {
  if (model.period == 0) {
    return Error{ErrorCode::kInvalidOption, "a season of 0 steps is none; use 1 for none", ""};
  }
  if (model.period > 1) {
    if (auto error = check_seasonal(y, model.period, Composition::kAdditive)) return error;
  }
  if (!y.empty()) {
    if (auto error = check_values(y, Composition::kAdditive)) return error;
  }
  const auto count = static_cast<std::size_t>(
      std::count_if(y.begin(), y.end(), [](double value) { return !std::isnan(value); }));
  const std::size_t needed = (model.slope ? 2 : 1) + model.period - 1 + num_variances;
  if (count > needed) return std::nullopt;
  return Error{ErrorCode::kTooShort,
               fmt::format("{} observations are too few for a structural model with {} states and "
                           "variances",
                           count, needed),
               ""};
}

// Minus twice the log-likelihood with the scale concentrated out, without constants.
double deviance(const FilterSums& sums) {
  return sums.count * std::log(sums.squares / sums.count + 1e-300) + sums.log_f;
}

// Variances that add up to 1, in the ratios exp(point) to the irregular one.
StructuralVariances variances_of(std::span<const double> point, const StructuralModel& model) {
  const double level = std::exp(point.front());
  const double slope = model.slope && point.size() > 1 ? std::exp(point[1]) : 0;
  const double season = model.period > 1 ? std::exp(point.back()) : 0;
  const double total = 1 + level + slope + season;
  return {1 / total, level / total, slope / total, season / total};
}

template <std::size_t N>
StructuralVariances best_ratios(std::span<const double> y, const StructuralModel& model) {
  DiffuseFilter filter(model);
  const auto objective = [&](const std::array<double, N>& point) {
    for (const double value : point) {
      if (!(std::abs(value) <= kWidest)) return HUGE_VAL;
    }
    return deviance(filter.filter(y, variances_of(point, model), false));
  };
  const numeric::NelderMeadLimits limits{.max_evaluations = 600, .tolerance = 1e-9, .step = 1};
  std::array<double, N> noisy, wandering;
  noisy.fill(-5);
  noisy[0] = -2;
  wandering.fill(-2);
  wandering[0] = 2;
  auto best = numeric::nelder_mead(objective, noisy, limits);
  const auto other = numeric::nelder_mead(objective, wandering, limits);
  if (other.value < best.value) best = other;
  return variances_of(best.point, model);
}

StructuralVariances times(const StructuralVariances& v, double factor) {
  return {v.irregular * factor, v.level * factor, v.slope * factor, v.season * factor};
}

double total(const StructuralVariances& v) {
  return v.irregular + v.level + v.slope + v.season;
}

std::optional<Error> refusal(const StructuralVariances& v) {
  const bool proper = std::min({v.irregular, v.level, v.slope, v.season}) >= 0;
  if (proper && std::isfinite(total(v))) return std::nullopt;
  return Error{ErrorCode::kInvalidOption,
               fmt::format("variances have to be finite and at least 0, not {}, {}, {}, {}",
                           v.irregular, v.level, v.slope, v.season),
               ""};
}
}  // namespace

Result<StructuralVariances> StructuralModel::estimate(std::span<const double> y) const {
  const std::size_t num_variances = 2 + (slope ? 1 : 0) + (period > 1 ? 1 : 0);
  if (auto error = refusal(y, *this, num_variances)) return fail(std::move(*error));
  const Scaled data = scaled(y);
  const StructuralVariances ratios = num_variances == 2   ? best_ratios<1>(data.y, *this)
                                     : num_variances == 3 ? best_ratios<2>(data.y, *this)
                                                          : best_ratios<3>(data.y, *this);
  const FilterSums sums = DiffuseFilter(*this).filter(data.y, ratios, false);
  const auto result = times(ratios, sums.squares / sums.count * data.scale * data.scale);
  if (std::isfinite(total(result))) return result;
  return fail(ErrorCode::kNotFinite, "values are so large that their variances are not finite");
}

Result<double> StructuralModel::log_likelihood(std::span<const double> y,
                                               const StructuralVariances& variances) const {
  if (auto error = refusal(y, *this, 0)) return fail(std::move(*error));
  if (auto error = refusal(variances)) return fail(std::move(*error));
  const FilterSums sums = DiffuseFilter(*this).filter(y, variances, false);
  return -(sums.count * std::log(2 * std::numbers::pi) + sums.log_f + sums.squares) / 2;
}

Result<StructuralStates> StructuralModel::smooth(std::span<const double> y,
                                                 const StructuralVariances& variances) const {
  if (auto error = refusal(y, *this, 0)) return fail(std::move(*error));
  if (auto error = refusal(variances)) return fail(std::move(*error));
  const Scaled data = scaled(y);
  // Only ratios matter to the states.
  const double sum = total(variances);
  const auto ratios = sum > 0 ? times(variances, 1 / sum) : StructuralVariances{.irregular = 1};
  DiffuseFilter filter(*this);
  (void)filter.filter(data.y, ratios, true);
  StructuralStates states = filter.smooth(y.size());
  for (auto* values : {&states.level, &states.slope, &states.season}) {
    for (double& value : *values) value *= data.scale;
  }
  for (double& value : states.level) value += data.center;
  return states;
}
}  // namespace foretell
