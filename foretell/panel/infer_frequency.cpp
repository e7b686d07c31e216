#include "foretell/panel/infer_frequency.hpp"

#include <cstdlib>
#include <numeric>

#include "foretell/panel/calendar.hpp"
#include "foretell/panel/time_index.hpp"

namespace foretell {
namespace {
using Unit = Frequency::Unit;

std::int64_t day_of(std::int64_t stamp) {
  return floor_div(stamp, kSecondsPerDay);
}
bool is_whole_day(std::int64_t stamp) {
  return floor_mod(stamp, kSecondsPerDay) == 0;
}
bool is_last_day(CivilDate date) {
  return date.day == days_in_month(date.year, date.month);
}

Frequency clock_frequency(std::int64_t seconds) {
  if (seconds % 3600 == 0) return {.unit = Unit::kHour, .multiple = seconds / 3600};
  if (seconds % 60 == 0) return {.unit = Unit::kMinute, .multiple = seconds / 60};
  return {.unit = Unit::kSecond, .multiple = seconds};
}

Frequency month_frequency(std::int64_t months) {
  if (months % 12 == 0) {
    return {.unit = Unit::kYear, .multiple = months / 12, .anchor = kAnyAnchor};
  }
  if (months % 3 == 0) {
    return {.unit = Unit::kQuarter, .multiple = months / 3, .anchor = kAnyAnchor};
  }
  return {.unit = Unit::kMonth, .multiple = months, .anchor = kAnyAnchor};
}
}  // namespace

void StampSummary::add_step(std::int64_t difference) {
  if (difference != step_) step_ = std::gcd(step_, difference);
}

void StampSummary::add_day(std::int64_t days) {
  const int day_of_week = weekday(days);
  weekdays_only_ &= day_of_week != 0 && day_of_week != 6;
  if (!on_month_grid()) return;
  const CivilDate date = civil_from_days(days);
  all_starts_ &= date.day == 1;
  all_ends_ &= is_last_day(date);
  if (date.day != same_day_) same_day_ = 0;
  const std::int64_t months = date.year * 12 + date.month - reference_month_;
  if (months != 0) month_step_ = std::gcd(month_step_, months);
}

void StampSummary::add(std::span<const std::int64_t> stamps) {
  if (stamps.empty()) return;
  if (!any_) {
    any_ = true;
    reference_ = stamps.front();
    const CivilDate date = civil_from_days(day_of(reference_));
    reference_month_ = date.year * 12 + date.month;
    same_day_ = date.day >= 2 && date.day <= 28 ? date.day : 0;
  }
  add_step(std::abs(stamps.front() - reference_));
  for (std::size_t i = 1; i < stamps.size(); ++i) add_step(stamps[i] - stamps[i - 1]);
  if (is_integer_ || !whole_days_) return;
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    if (!is_whole_day(stamps[i])) {
      whole_days_ = false;
      return;
    }
    const std::int64_t days = day_of(stamps[i]);
    add_day(days);
    if (i > 0 && weekday(days) < weekday(day_of(stamps[i - 1]))) skips_weekend_ = true;
  }
}

void StampSummary::merge(const StampSummary& other) {
  if (!other.any_) return;
  if (!any_) {
    *this = other;
    return;
  }
  add_step(other.step_);
  add_step(std::abs(other.reference_ - reference_));
  whole_days_ &= other.whole_days_;
  all_starts_ &= other.all_starts_;
  all_ends_ &= other.all_ends_;
  if (other.same_day_ != same_day_) same_day_ = 0;
  const std::int64_t months =
      std::gcd(other.reference_month_ - reference_month_, other.month_step_);
  month_step_ = std::gcd(month_step_, months);
  weekdays_only_ &= other.weekdays_only_;
  skips_weekend_ |= other.skips_weekend_;
}

Frequency StampSummary::day_frequency() const {
  if (on_month_grid() && month_step_ > 0) {
    const Frequency frequency = month_frequency(month_step_);
    if (same_day_ == 0) return frequency;
    return {.unit = Unit::kMonth, .multiple = month_step_, .anchor = same_day_};
  }
  const std::int64_t days = step_ / kSecondsPerDay;
  if (days % 7 == 0) return {.unit = Unit::kWeek, .multiple = days / 7, .anchor = kAnyAnchor};
  if (days == 1 && weekdays_only_ && skips_weekend_) return {.unit = Unit::kBusinessDay};
  return {.unit = Unit::kDay, .multiple = days};
}

std::optional<Frequency> StampSummary::frequency() const {
  if (!any_) return std::nullopt;
  if (is_integer_) {
    return align({.unit = Unit::kInteger, .multiple = step_ == 0 ? 1 : step_}, reference_);
  }
  if (step_ == 0) return std::nullopt;
  return align(whole_days_ ? day_frequency() : clock_frequency(step_), reference_);
}

void OddStamps::count(std::int64_t difference) {
  if (votes_ == 0) usual_ = difference;
  votes_ += difference == usual_ ? 1 : -1;
}

void OddStamps::learn(std::span<const std::int64_t> stamps) {
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    if (i > 0) count(stamps[i] - stamps[i - 1]);
    if (is_integer_ || !is_whole_day(stamps[i])) continue;
    const CivilDate date = civil_from_days(day_of(stamps[i]));
    starts_ += date.day == 1 ? 1 : 0;
    ends_ += is_last_day(date) ? 1 : 0;
  }
  stamps_ += stamps.size();
}

bool OddStamps::suits(std::int64_t before, std::int64_t stamp) const {
  const auto fits = [&](std::int64_t day) {
    const CivilDate date = civil_from_days(day_of(day));
    return is_whole_day(day) && (2 * starts_ > stamps_ ? date.day == 1 : is_last_day(date));
  };
  if (!is_integer_ && (2 * starts_ > stamps_ || 2 * ends_ > stamps_)) {
    return fits(before) && fits(stamp);
  }
  return usual_ != 0 && (stamp - before) % usual_ == 0;
}

std::optional<std::pair<std::int64_t, std::int64_t>> OddStamps::find(
    std::span<const std::int64_t> stamps) const {
  for (std::size_t i = 1; i < stamps.size(); ++i) {
    if (!suits(stamps[i - 1], stamps[i])) return std::pair(stamps[i - 1], stamps[i]);
  }
  return std::nullopt;
}
}  // namespace foretell
