#include "foretell/panel/time_index.hpp"

#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
using Unit = Frequency::Unit;

std::int64_t seconds_of(Unit unit) {
  if (unit == Unit::kHour) return 3600;
  if (unit == Unit::kMinute) return 60;
  return unit == Unit::kSecond ? 1 : 0;
}

std::int64_t months_of(Unit unit) {
  if (unit == Unit::kYear) return 12;
  if (unit == Unit::kQuarter) return 3;
  return unit == Unit::kMonth ? 1 : 0;
}

// Months between January of year 0 and the month in which period 0 is stamped.
std::int64_t month_offset(const Frequency& frequency) {
  if (frequency.unit == Unit::kYear) return frequency.anchor - 1;
  if (frequency.unit == Unit::kQuarter) return frequency.anchor - 1 + (frequency.at_end ? 2 : 0);
  return 0;
}

// Whole days since Monday 1969-12-29, five of seven counted.
std::optional<std::int64_t> business_day(std::int64_t days) {
  const std::int64_t week = floor_div(days + 3, 7);
  const std::int64_t day = days + 3 - 7 * week;
  if (day > 4) return std::nullopt;
  return 5 * week + day;
}

bool is_last_day(CivilDate date) {
  return date.day == days_in_month(date.year, date.month);
}

Frequency with_default_anchor(Frequency frequency) {
  if (frequency.anchor != kAnyAnchor) return frequency;
  const bool counted = frequency.unit == Unit::kYear || frequency.unit == Unit::kQuarter;
  frequency.anchor = counted ? 1 : 0;
  return frequency;
}

// The anchor that puts a day on the grid of a frequency whose anchor is open.
Frequency with_anchor_of(Frequency frequency, std::int64_t days) {
  const CivilDate date = civil_from_days(days);
  frequency.at_end = date.day > 1 && is_last_day(date);
  if (frequency.unit == Unit::kYear) frequency.anchor = date.month;
  if (frequency.unit == Unit::kQuarter) {
    frequency.anchor = (date.month - 1 + (frequency.at_end ? 1 : 0)) % 3 + 1;
  }
  if (frequency.unit == Unit::kMonth) {
    frequency.anchor = date.day > 1 && !frequency.at_end ? date.day : 0;
  }
  if (frequency.unit == Unit::kWeek) {
    frequency.at_end = false;
    frequency.anchor = weekday(days);
  }
  return frequency;
}
}  // namespace

bool below_a_day(const Frequency& frequency) {
  return seconds_of(frequency.unit) > 0;
}

TimeIndex::TimeIndex(Frequency frequency)
    : frequency_(with_default_anchor(frequency)),
      unit_seconds_(seconds_of(frequency.unit)),
      months_(months_of(frequency.unit)) {
}

std::optional<std::int64_t> TimeIndex::period_of_month(std::int64_t days) const {
  const CivilDate date = civil_from_days(days);
  const bool fixed_day = frequency_.unit == Unit::kMonth && frequency_.anchor > 1;
  if (fixed_day && date.day != frequency_.anchor) return std::nullopt;
  if (!fixed_day && !(frequency_.at_end ? is_last_day(date) : date.day == 1)) {
    return std::nullopt;
  }
  const std::int64_t month = date.year * 12 + date.month - 1 - month_offset(frequency_);
  if (floor_mod(month, months_) != 0) return std::nullopt;
  return floor_div(month, months_);
}

std::optional<std::int64_t> TimeIndex::period_of_day(std::int64_t days) const {
  if (months_ > 0) return period_of_month(days);
  if (frequency_.unit == Unit::kDay) return days;
  if (frequency_.unit == Unit::kBusinessDay) return business_day(days);
  const std::int64_t since_anchor = days + 4 - frequency_.anchor;
  if (floor_mod(since_anchor, 7) != 0) return std::nullopt;
  return floor_div(since_anchor, 7);
}

std::int64_t TimeIndex::day_of_period(std::int64_t period) const {
  if (frequency_.unit == Unit::kDay) return period;
  if (frequency_.unit == Unit::kWeek) return 7 * period - 4 + frequency_.anchor;
  if (frequency_.unit == Unit::kBusinessDay) {
    return 7 * floor_div(period, 5) + floor_mod(period, 5) - 3;
  }
  const std::int64_t month = period * months_ + month_offset(frequency_);
  CivilDate date{floor_div(month, 12), static_cast<int>(floor_mod(month, 12)) + 1, 1};
  if (frequency_.unit == Unit::kMonth && frequency_.anchor > 1) date.day = frequency_.anchor;
  if (frequency_.at_end) date.day = days_in_month(date.year, date.month);
  return days_from_civil(date);
}

std::optional<std::int64_t> TimeIndex::ordinal(std::int64_t stamp) const {
  std::int64_t period = stamp;
  if (unit_seconds_ > 0) {
    const std::int64_t step = unit_seconds_ * frequency_.multiple;
    const std::int64_t shifted = stamp - frequency_.phase;
    if (floor_mod(shifted, step) != 0) return std::nullopt;
    return floor_div(shifted, step);
  }
  if (frequency_.unit != Unit::kInteger) {
    if (floor_mod(stamp, kSecondsPerDay) != 0) return std::nullopt;
    const auto found = period_of_day(floor_div(stamp, kSecondsPerDay));
    if (!found) return std::nullopt;
    period = *found;
  }
  if (floor_mod(period - frequency_.phase, frequency_.multiple) != 0) return std::nullopt;
  return floor_div(period - frequency_.phase, frequency_.multiple);
}

std::int64_t TimeIndex::stamp(std::int64_t ordinal) const {
  if (unit_seconds_ > 0) return ordinal * unit_seconds_ * frequency_.multiple + frequency_.phase;
  const std::int64_t period = ordinal * frequency_.multiple + frequency_.phase;
  if (frequency_.unit == Unit::kInteger) return period;
  return day_of_period(period) * kSecondsPerDay;
}

std::optional<Frequency> align(const Frequency& frequency, std::int64_t stamp) {
  Frequency aligned = frequency;
  aligned.phase = 0;
  if (below_a_day(frequency)) {
    aligned.phase = floor_mod(stamp, seconds_of(frequency.unit) * frequency.multiple);
    return aligned;
  }
  if (frequency.unit != Unit::kInteger && frequency.anchor == kAnyAnchor) {
    aligned = with_anchor_of(aligned, floor_div(stamp, kSecondsPerDay));
  }
  Frequency single = aligned;
  single.multiple = 1;
  const auto period = TimeIndex(single).ordinal(stamp);
  if (!period) return std::nullopt;
  aligned.phase = floor_mod(*period, frequency.multiple);
  return aligned;
}
}  // namespace foretell
