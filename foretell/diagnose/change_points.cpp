#include "foretell/diagnose/change_points.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/diagnose/optimal_partition.hpp"
#include "foretell/diagnose/segment_cost.hpp"
#include "foretell/numeric/quantile.hpp"

namespace foretell {
namespace {
using In = ChangePoints::In;

// σ of the noise from the median size of differences of that order; from their mean square where
// more than half of them are zero.
double noise_scale(std::span<const double> y, std::size_t order) {
  constexpr double kNormalQuartile = 0.6744897501960817;
  std::vector<double> d(y.begin(), y.end());
  for (std::size_t k = 0; k < order && d.size() > 1; ++k) {
    for (std::size_t t = 0; t + 1 < d.size(); ++t) d[t] = d[t + 1] - d[t];
    d.pop_back();
  }
  double squares = 0;
  for (double& value : d) {
    squares += value * value / static_cast<double>(d.size());
    value = std::abs(value);
  }
  const double gain = order == 1 ? 2 : 6;  // variance of the differences of unit noise
  const double robust = numeric::median(d) / kNormalQuartile;
  return (robust > 0 ? robust : std::sqrt(squares)) / std::sqrt(gain);
}

double spread(std::span<const double> x) {
  double squares = 0;
  for (const double value : x) squares += value * value;
  return std::sqrt(squares / static_cast<double>(x.size()));
}

// y around its mean in units of the noise (mean, trend) or of its standard deviation.
std::vector<double> standardised(std::span<const double> y, In in) {
  std::vector<double> x = without(Deterministic::kConstant, y);
  const bool of_noise = in == In::kMean || in == In::kTrend;
  const double scale = of_noise ? noise_scale(x, in == In::kMean ? 1 : 2) : 0;
  const double used = std::max(scale, (of_noise ? 1e-6 : 1) * spread(x));
  for (double& value : x) value /= used;
  return x;
}

template <class Cost>
SegmentPenalty penalty_of(const ChangePoints& options, double n) {
  const std::size_t length = options.min_length.value_or(Cost::kMinLength);
  switch (options.penalty) {
    case ChangePoints::Penalty::kBic:
      return {(Cost::kParameters + 1) * std::log(n), false, length};
    case ChangePoints::Penalty::kMbic:
      return {(Cost::kParameters + 2) * std::log(n), true, length};
    case ChangePoints::Penalty::kManual:
      return {options.manual, false, length};
  }
  return {options.manual, false, length};
}

Segment described(std::span<const double> y, std::size_t start, std::size_t end, In in) {
  const auto part = y.subspan(start, end - start);
  const auto n = static_cast<double>(part.size());
  Segment segment{start, end, std::accumulate(part.begin(), part.end(), 0.0) / n, 0, 0};
  const bool trend = in == In::kTrend && part.size() > 1;
  const auto rest = without(trend ? Deterministic::kTrend : Deterministic::kConstant, part);
  for (const double e : rest) segment.variance += e * e / n;
  if (trend) {
    segment.level = part[0] - rest[0];
    segment.slope = ((part.back() - rest.back()) - segment.level) / (n - 1);
  }
  return segment;
}

template <class Cost>
Result<ChangePoints::Answer> partitioned(const ChangePoints& options, std::span<const double> y) {
  const SegmentPenalty penalty = penalty_of<Cost>(options, static_cast<double>(y.size()));
  if (penalty.min_length < Cost::kMinLength || !(penalty.per_segment >= 0) ||
      (options.penalty == ChangePoints::Penalty::kManual && !(options.manual > 0))) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("segments of at least {} and a penalty of {}, but they hold {} or more "
                            "and a penalty is above 0",
                            penalty.min_length, penalty.per_segment, Cost::kMinLength));
  }
  if (y.size() < 2 * penalty.min_length) {
    return fail(ErrorCode::kTooShort, fmt::format("{} observations, but two segments need {}",
                                                  y.size(), 2 * penalty.min_length));
  }
  ChangePoints::Answer answer{{}, {}, penalty.per_segment};
  if (!is_constant(y)) {
    const std::vector<double> x = standardised(y, options.in);
    const SegmentSums sums(x);
    answer.starts = optimal_partition(x.size(), Cost{sums}, penalty);
  }
  std::size_t start = 0;
  for (std::size_t i = 0; i <= answer.starts.size(); ++i) {
    const std::size_t end = i < answer.starts.size() ? answer.starts[i] : y.size();
    answer.segments.push_back(described(y, start, end, options.in));
    start = end;
  }
  return answer;
}
}  // namespace

Result<ChangePoints::Answer> ChangePoints::find(std::span<const double> y) const {
  const auto complete =
      complete_series(y, {.what = "the search for changes", .min_length = 2, .varying = false});
  if (!complete) return fail(complete.error());
  if (complete->size() != y.size()) {
    return fail(ErrorCode::kMissingValues,
                "missing values at an end, but the search for changes counts from the first "
                "observation; cut them off");
  }
  switch (in) {
    case In::kMean:
      return partitioned<MeanCost>(*this, y);
    case In::kVariance:
      return partitioned<VarianceCost>(*this, y);
    case In::kMeanAndVariance:
      return partitioned<MeanVarianceCost>(*this, y);
    case In::kTrend:
      return partitioned<TrendCost>(*this, y);
  }
  return fail(ErrorCode::kInvalidOption, "an unknown kind of change");
}
}  // namespace foretell
