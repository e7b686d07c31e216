#include "foretell/models/smoothing/theta.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/models/check.hpp"
#include "foretell/models/smoothing/theta_search.hpp"

namespace foretell {
namespace {
constexpr std::size_t kLeastForEstimation = 5;

// The least-squares lines of y_1 … y_t on time, t = 0 … n; before two observations a constant.
struct Lines {
  std::vector<double> intercept, slope;
};

Lines lines_of(std::span<const double> y) {
  Lines lines{std::vector<double>(y.size() + 1), std::vector<double>(y.size() + 1)};
  lines.intercept[0] = y.front();
  double mean = 0;
  double slope = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const auto t = static_cast<double>(i + 1);
    if (i > 0) slope = ((t - 2) * slope + 6 / t * (y[i] - mean)) / (t + 1);
    mean += (y[i] - mean) / t;
    lines.slope[i + 1] = slope;
    lines.intercept[i + 1] = mean - (t + 1) / 2 * slope;
  }
  return lines;
}

std::optional<Error> refused(const Theta& options) {
  if (options.alpha && !(*options.alpha > 0 && *options.alpha <= 1)) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("alpha is {}, but has to be above 0 and at most 1", *options.alpha),
                 ""};
  }
  if (options.theta && !(*options.theta >= 1)) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("theta is {}, but has to be at least 1", *options.theta), ""};
  }
  if (!(options.shrinkage >= 0)) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("shrinkage is {}, but has to be at least 0", options.shrinkage), ""};
  }
  return std::nullopt;
}

std::optional<double> fixed_weight(const Theta& options) {
  switch (options.variant) {
    case Theta::Variant::kStandard:
      return 0;
    case Theta::Variant::kDynamicStandard:
      return 0.5;
    default:
      return options.theta ? std::optional(1 - 1 / *options.theta) : std::nullopt;
  }
}

ThetaEstimate estimate(const Theta& options, std::span<const double> y, const Lines& lines) {
  const bool standard = options.variant == Theta::Variant::kStandard;
  const bool moving = !standard && options.variant != Theta::Variant::kOptimized;
  const std::size_t n = y.size();
  static constexpr std::array kNone{0.0};
  const auto part = [&](const std::vector<double>& line) {
    if (standard) return std::span<const double>(kNone);
    return moving ? std::span(line).first(n) : std::span(line).last(1);
  };
  ThetaProblem problem{.y = y,
                       .intercept = part(lines.intercept),
                       .slope = part(lines.slope),
                       .weight = fixed_weight(options),
                       .alpha = options.alpha,
                       .min_alpha = standard ? 0.0001 : 0.1,
                       .max_alpha = standard ? 0.9999 : 0.99,
                       .shrinkage = options.shrinkage};
  if (n < kLeastForEstimation) {
    if (!problem.alpha) problem.alpha = 0.5;
    if (!problem.weight) problem.weight = 0.5;
  }
  return minimize(problem);
}
}  // namespace

Result<Theta::Fitted> Theta::fit(const Series& series) const {
  if (auto error = refused(*this)) return fail(std::move(*error));
  if (auto error = check(series, {.min_length = 1})) return fail(std::move(*error));
  const std::span<const double> y = without_missing_ends(series.values);
  Fitted model;
  model.variant = variant;
  if (decomposition != SeasonOption::kNone && has_season(y, series.period())) {
    model.season = SeasonalAdjustment::estimate(y, series.period(), decomposition);
  }
  std::vector<double> adjusted = bridge_linearly(model.season.removed(y));
  model.origin = adjusted.front();
  for (double& value : adjusted) value -= model.origin;
  const Lines lines = lines_of(adjusted);
  const ThetaEstimate best = estimate(*this, adjusted, lines);
  model.alpha = best.alpha;
  model.weight = best.weight;
  model.initial_level = model.level = best.level;
  model.line_intercept = lines.intercept.back();
  model.line_slope = lines.slope.back();
  model.season.next = 0;
  model.absorb(series.values);
  return model;
}
}  // namespace foretell
