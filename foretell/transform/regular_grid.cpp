#include "foretell/transform/regular_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "foretell/transform/steps.hpp"

namespace foretell {
namespace {
constexpr std::int64_t kMostSteps = 100'000'000;
constexpr std::int64_t kFurthest = 100'000'000'000'000'000;  // three billion years of seconds
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

struct Observation {
  std::int64_t stamp;
  double value;
};

// Those with a value, oldest first; equal stamps stay in their order.
std::vector<Observation> sorted(std::span<const std::int64_t> stamps,
                                std::span<const double> values) {
  std::vector<Observation> result;
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    if (!std::isnan(values[i])) result.push_back({stamps[i], values[i]});
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Observation& a, const Observation& b) { return a.stamp < b.stamp; });
  return result;
}

std::optional<Error> refusal(std::span<const std::int64_t> stamps, std::span<const double> values,
                             const GridOptions& options) {
  if (stamps.size() != values.size()) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("{} stamps for {} values", stamps.size(), values.size()), ""};
  }
  if (options.tolerance < 0) {
    return Error{ErrorCode::kInvalidOption,
                 fmt::format("a tolerance of {} lets nothing in", options.tolerance), ""};
  }
  const auto far = std::find_if(stamps.begin(), stamps.end(), [](std::int64_t stamp) {
    return stamp > kFurthest || stamp < -kFurthest;
  });
  if (far != stamps.end()) {
    return Error{ErrorCode::kFrequency,
                 fmt::format("the stamp {} of observation {} lies beyond any calendar", *far,
                             far - stamps.begin() + 1),
                 ""};
  }
  const auto infinite =
      std::find_if(values.begin(), values.end(), [](double v) { return std::isinf(v); });
  if (infinite != values.end()) {
    return Error{ErrorCode::kNotFinite,
                 fmt::format("observation {} is infinite", infinite - values.begin() + 1), ""};
  }
  return std::nullopt;
}

// An empty grid from `first` to `last`, both within.
Result<Gridded> empty_grid(std::int64_t first, std::int64_t last, const Frequency& frequency) {
  if (last < first) {
    return fail(ErrorCode::kTooShort,
                fmt::format("no step {} lies between the first and the last observation",
                            describe(frequency)));
  }
  if (last - first >= kMostSteps) {
    return fail(ErrorCode::kFrequency,
                fmt::format("{} steps {} are over the limit of {}; take a coarser frequency",
                            last - first + 1, describe(frequency), kMostSteps));
  }
  Gridded result;
  result.series = {std::vector<double>(static_cast<std::size_t>(last - first + 1), kMissing), first,
                   frequency};
  return result;
}

/// An observation that found its grid time.
struct Placed {
  std::int64_t ordinal, distance;
  double value;
};

std::vector<Placed> nearest(const std::vector<Observation>& data, const TimeIndex& grid,
                            std::int64_t tolerance) {
  std::vector<Placed> placed;
  const Steps from_stamp(grid.frequency());
  for (const Observation& one : data) {
    std::int64_t before = from_stamp.containing(one.stamp);
    if (grid.stamp(before) > one.stamp) before -= 1;
    const std::int64_t back = one.stamp - grid.stamp(before);
    const std::int64_t ahead = grid.stamp(before + 1) - one.stamp;
    const Placed here =
        back <= ahead ? Placed{before, back, one.value} : Placed{before + 1, ahead, one.value};
    if (here.distance <= tolerance) placed.push_back(here);
  }
  return placed;
}

Result<Gridded> by_nearest(const std::vector<Observation>& data, const Frequency& frequency,
                           const GridOptions& options) {
  const auto placed = nearest(data, TimeIndex(frequency), options.tolerance);
  if (placed.empty()) {
    return fail(ErrorCode::kTooShort,
                fmt::format("all {} observations are further than {} from the grid; widen the "
                            "tolerance or align the frequency",
                            data.size(), options.tolerance));
  }
  auto result = empty_grid(placed.front().ordinal, placed.back().ordinal, frequency);
  if (!result) return result;
  result->left_out = data.size() - placed.size();
  for (std::size_t i = 0; i < placed.size();) {
    std::size_t best = i, next = i;
    for (; next < placed.size() && placed[next].ordinal == placed[i].ordinal; ++next) {
      if (placed[next].distance < placed[best].distance) best = next;
    }
    const auto at = static_cast<std::size_t>(placed[i].ordinal - result->series.start);
    result->series.values[at] = placed[best].value;
    result->moved += placed[best].distance > 0 ? 1 : 0;
    result->merged += next - i - 1;
    i = next;
  }
  return result;
}

Result<Gridded> by_aggregate(const std::vector<Observation>& data, const Frequency& frequency,
                             const GridOptions& options) {
  const Steps steps(frequency);
  const std::int64_t first = steps.containing(data.front().stamp);
  auto result = empty_grid(first, steps.containing(data.back().stamp), frequency);
  if (!result) return result;
  std::vector<double> within;
  for (std::size_t i = 0; i < data.size();) {
    const std::int64_t step = steps.containing(data[i].stamp), end = steps.begin(step + 1);
    within.clear();
    for (; i < data.size() && data[i].stamp < end; ++i) within.push_back(data[i].value);
    result->series.values[static_cast<std::size_t>(step - first)] =
        aggregate(within, options.aggregate);
    result->merged += within.size() - 1;
  }
  return result;
}

// Observations of the same time as their mean.
std::vector<Observation> without_ties(const std::vector<Observation>& data) {
  std::vector<Observation> result;
  double count = 0;
  for (const Observation& one : data) {
    if (result.empty() || result.back().stamp != one.stamp) {
      result.push_back(one);
      count = 1;
    } else {
      count += 1;
      result.back().value += (one.value - result.back().value) / count;
    }
  }
  return result;
}

Result<Gridded> by_line(const std::vector<Observation>& all, const Frequency& frequency,
                        const GridOptions& options) {
  const auto data = without_ties(all);
  const TimeIndex grid(frequency);
  const Steps steps(frequency);
  std::int64_t first = steps.containing(data.front().stamp) - 1;
  while (grid.stamp(first) < data.front().stamp) ++first;
  std::int64_t last = steps.containing(data.back().stamp);
  if (grid.stamp(last) > data.back().stamp) --last;
  auto result = empty_grid(first, last, frequency);
  if (!result) return result;
  result->merged = all.size() - data.size();
  std::size_t i = 0;  // the last observation at or before the grid time
  for (std::int64_t step = first; step <= last; ++step) {
    const std::int64_t time = grid.stamp(step);
    while (i + 1 < data.size() && data[i + 1].stamp <= time) ++i;
    double& value = result->series.values[static_cast<std::size_t>(step - first)];
    if (data[i].stamp == time) {
      value = data[i].value;
    } else if (data[i + 1].stamp - data[i].stamp <= options.tolerance) {
      const auto whole = static_cast<double>(data[i + 1].stamp - data[i].stamp);
      value = std::lerp(data[i].value, data[i + 1].value,
                        static_cast<double>(time - data[i].stamp) / whole);
    }
  }
  return result;
}
}  // namespace

Result<Gridded> to_regular_grid(std::span<const std::int64_t> stamps,
                                std::span<const double> values, const Frequency& frequency,
                                const GridOptions& options) {
  if (auto error = refusal(stamps, values, options)) return fail(std::move(*error));
  const auto data = sorted(stamps, values);
  if (data.empty()) {
    return fail(ErrorCode::kTooShort,
                fmt::format("none of {} observations has a value", values.size()));
  }
  auto result = options.rule == GridRule::kNearest     ? by_nearest(data, frequency, options)
                : options.rule == GridRule::kAggregate ? by_aggregate(data, frequency, options)
                                                       : by_line(data, frequency, options);
  if (result) result->left_out += values.size() - data.size();
  return result;
}
}  // namespace foretell
