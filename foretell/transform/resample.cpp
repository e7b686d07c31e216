#include "foretell/transform/resample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "foretell/transform/steps.hpp"

namespace foretell {
namespace {
constexpr std::int64_t kMostSteps = 100'000'000;

bool is_number(const Frequency& frequency) {
  return frequency.unit == Frequency::Unit::kInteger;
}

// Seconds (or numbers) from one stamp to one a hundred steps later.
std::int64_t hundred_steps(const Frequency& frequency) {
  const TimeIndex index(frequency);
  return index.stamp(100) - index.stamp(0);
}

std::optional<Error> refusal(const RegularSeries& series, const Frequency& to, bool coarser) {
  if (series.values.empty()) {
    return Error{ErrorCode::kTooShort, "a series without values cannot be resampled", ""};
  }
  if (is_number(series.frequency) != is_number(to)) {
    return Error{ErrorCode::kFrequency, "numbers cannot be resampled to time, nor time to numbers",
                 ""};
  }
  const std::int64_t from_steps = hundred_steps(series.frequency), to_steps = hundred_steps(to);
  if (coarser ? to_steps > from_steps : to_steps < from_steps) return std::nullopt;
  return Error{ErrorCode::kFrequency,
               fmt::format("a series {} cannot be made {} than that by steps {}",
                           describe(series.frequency), coarser ? "coarser" : "finer", describe(to)),
               ""};
}

// Which values of a series lie in which step of a coarser frequency.
class Runs {
 public:
  Runs(const RegularSeries& series, const Frequency& to)
      : from_(series.frequency), to_(to), start_(series.start) {}

  // The step that holds value t, which may lie beyond the series.
  [[nodiscard]] std::int64_t step_of(std::int64_t t) const {
    return to_.containing(from_.stamp(start_ + t));
  }
  // The first value at or after `t` that does not lie in `step`.
  [[nodiscard]] std::size_t end_of(std::int64_t step, std::size_t t, std::size_t size) const {
    const std::int64_t next = to_.begin(step + 1);
    while (t < size && from_.stamp(start_ + static_cast<std::int64_t>(t)) < next) ++t;
    return t;
  }

 private:
  TimeIndex from_;
  Steps to_;
  std::int64_t start_;
};

bool any_missing(std::span<const double> values) {
  return std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); });
}

// Drops the partial steps unless they are wanted.
void drop_partial(Coarsened& result, bool keep) {
  auto& values = result.series.values;
  if (keep) return;
  if (result.last_partial) values.pop_back();
  if (result.first_partial && !values.empty()) {
    values.erase(values.begin());
    result.series.start += 1;
  }
}

Error covers_nothing(std::size_t value, const Frequency& to) {
  return Error{ErrorCode::kFrequency,
               fmt::format("value {} covers no step {} of its own", value + 1, describe(to)), ""};
}

// Values at the steps of their stamps, nothing between.
Result<std::vector<double>> placed(const RegularSeries& series, const Steps& to,
                                   std::int64_t first) {
  const TimeIndex from(series.frequency);
  std::vector<double> values;
  for (std::size_t t = 0; t < series.values.size(); ++t) {
    const std::int64_t step =
        to.containing(from.stamp(series.start + static_cast<std::int64_t>(t)));
    const auto size = static_cast<std::size_t>(step - first + 1);
    if (size == values.size()) return fail(covers_nothing(t, to.index().frequency()));
    values.resize(size, std::numeric_limits<double>::quiet_NaN());
    values.back() = series.values[t];
  }
  return values;
}

// The first step of `to` that begins at or after a time.
std::int64_t first_from(const Steps& to, std::int64_t time) {
  const std::int64_t step = to.containing(time);
  return to.begin(step) == time ? step : step + 1;
}
}  // namespace

Result<Coarsened> coarsen(const RegularSeries& series, const Frequency& to,
                          const CoarsenOptions& options) {
  if (auto error = refusal(series, to, true)) return fail(std::move(*error));
  const Runs runs(series, to);
  const std::size_t n = series.values.size();
  const std::span<const double> all(series.values);
  const std::int64_t first = runs.step_of(0), last = runs.step_of(static_cast<std::int64_t>(n) - 1);
  Coarsened result{.series = {.values = {}, .start = first, .frequency = to},
                   .first_partial = runs.step_of(-1) == first,
                   .last_partial = runs.step_of(static_cast<std::int64_t>(n)) == last};
  std::size_t t = 0;
  for (std::int64_t step = first; step <= last; ++step) {
    const std::size_t end = runs.end_of(step, t, n);
    const auto values = all.subspan(t, end - t);
    const bool partial =
        (step == first && result.first_partial) || (step == last && result.last_partial);
    const bool missing = any_missing(values);
    if (missing && (!partial || options.keep_partial)) result.with_missing += 1;
    result.series.values.push_back(missing && !options.skip_missing
                                       ? std::numeric_limits<double>::quiet_NaN()
                                       : aggregate(values, options.rule));
    t = end;
  }
  if (first == last && (result.first_partial || result.last_partial)) {
    result.first_partial = result.last_partial = true;
  }
  drop_partial(result, options.keep_partial);
  if (!result.series.values.empty()) return result;
  return fail(ErrorCode::kTooShort,
              fmt::format("{} values cover no whole step {}", n, describe(to)));
}

Result<RegularSeries> refine(const RegularSeries& series, const Frequency& to,
                             const RefineOptions& options) {
  if (auto error = refusal(series, to, false)) return fail(std::move(*error));
  const Steps from(series.frequency), target(to);
  const auto size = static_cast<std::int64_t>(series.values.size());
  const bool fill = options.rule == RefineRule::kFill;
  const std::int64_t first = fill ? target.containing(from.index().stamp(series.start))
                                  : first_from(target, from.begin(series.start));
  const std::int64_t end = first_from(target, from.begin(series.start + size));
  if (end - first > kMostSteps) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} steps are over the limit of {}; take coarser ones", end - first,
                            kMostSteps));
  }
  RegularSeries result{.values = {}, .start = first, .frequency = to};
  if (fill) {
    const auto values = placed(series, target, first);
    if (!values) return fail(values.error());
    auto filled = fill_gaps(*values, options.fill);
    if (!filled) return fail(std::move(filled.error()));
    result.values = std::move(filled->values);
    return result;
  }
  for (std::int64_t i = 0; i < size; ++i) {
    const std::int64_t step = first_from(target, from.begin(series.start + i));
    const std::int64_t next = first_from(target, from.begin(series.start + i + 1));
    if (step >= next) return fail(covers_nothing(static_cast<std::size_t>(i), to));
    const double value = series.values[static_cast<std::size_t>(i)];
    const double part =
        options.rule == RefineRule::kSpread ? value / static_cast<double>(next - step) : value;
    result.values.insert(result.values.end(), static_cast<std::size_t>(next - step), part);
  }
  return result;
}
}  // namespace foretell
