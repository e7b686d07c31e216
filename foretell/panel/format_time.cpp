#include "foretell/panel/format_time.hpp"

#include <algorithm>
#include <charconv>

#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
char* write_integer(std::int64_t value, char* out) {
  return std::to_chars(out, out + TimeFormat::kMaxLength, value).ptr;
}

char* write_two(std::int64_t value, char* out) {
  *out++ = static_cast<char>('0' + value / 10);
  *out++ = static_cast<char>('0' + value % 10);
  return out;
}

char* write_date(std::int64_t days, char* out) {
  const CivilDate date = civil_from_days(days);
  if (date.year >= 0 && date.year <= 9999) {
    out = write_two(date.year % 100, write_two(date.year / 100, out));
  } else {
    out = write_integer(date.year, out);
  }
  *out++ = '-';
  out = write_two(date.month, out);
  *out++ = '-';
  return write_two(date.day, out);
}

char* write_clock(std::int64_t seconds, char* out) {
  out = write_two(seconds / 3600, out);
  *out++ = ':';
  out = write_two(seconds / 60 % 60, out);
  *out++ = ':';
  return write_two(seconds % 60, out);
}

char* write_date_time(std::int64_t stamp, char* out) {
  out = write_date(floor_div(stamp, kSecondsPerDay), out);
  *out++ = ' ';
  return write_clock(floor_mod(stamp, kSecondsPerDay), out);
}
}  // namespace

TimeFormat::TimeFormat(const Frequency& frequency, std::string_view time_zone)
    : index_(frequency),
      zoned_(below_a_day(frequency) && !time_zone.empty()),
      zone_(zoned_ ? TimeZone::find(time_zone).value_or(TimeZone{}) : TimeZone{}) {
}

char* TimeFormat::write(std::int64_t ordinal, char* out) const {
  const std::int64_t stamp = index_.stamp(ordinal);
  const Frequency& frequency = index_.frequency();
  if (frequency.unit == Frequency::Unit::kInteger) return write_integer(stamp, out);
  if (!below_a_day(frequency)) return write_date(floor_div(stamp, kSecondsPerDay), out);
  if (!zoned_) return write_date_time(stamp, out);
  const std::int64_t offset = zone_.offset(stamp);
  out = write_date_time(stamp + offset, out);
  const std::string suffix = offset_text(offset);
  return std::copy(suffix.begin(), suffix.end(), out);
}

std::string TimeFormat::text(std::int64_t ordinal) const {
  char buffer[kMaxLength];
  return {buffer, write(ordinal, buffer)};
}

std::string format_time(const Frequency& frequency, std::string_view time_zone,
                        std::int64_t ordinal) {
  return TimeFormat(frequency, time_zone).text(ordinal);
}

std::string format_stamp(std::int64_t stamp, bool is_integer) {
  char buffer[TimeFormat::kMaxLength];
  if (is_integer) return {buffer, write_integer(stamp, buffer)};
  const bool whole_day = floor_mod(stamp, kSecondsPerDay) == 0;
  return {buffer, whole_day ? write_date(floor_div(stamp, kSecondsPerDay), buffer)
                            : write_date_time(stamp, buffer)};
}
}  // namespace foretell
