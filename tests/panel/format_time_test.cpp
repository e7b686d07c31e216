#include "foretell/panel/format_time.hpp"

#include <gtest/gtest.h>

#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
std::string first_after(const char* name, const char* zone, std::int64_t stamp) {
  const Frequency frequency = *align(*parse_frequency(name), stamp);
  return format_time(frequency, zone, *TimeIndex(frequency).ordinal(stamp) + 1);
}
std::int64_t day(std::int64_t year, int month, int of_month) {
  return days_from_civil({year, month, of_month}) * kSecondsPerDay;
}

TEST(FormatTime, ShowsWhatTheInputShowed) {
  EXPECT_EQ(first_after("ME", "", day(2020, 1, 31)), "2020-02-29");
  EXPECT_EQ(first_after("MS", "", day(2020, 1, 1)), "2020-02-01");
  EXPECT_EQ(first_after("W-SUN", "", day(2024, 3, 3)), "2024-03-10");
  EXPECT_EQ(first_after("1", "", 41), "42");
  EXPECT_EQ(first_after("h", "", day(2020, 12, 31) + 23 * 3600), "2021-01-01 00:00:00");
  EXPECT_EQ(first_after("90s", "", day(2020, 1, 1)), "2020-01-01 00:01:30");
}

TEST(FormatTime, NamesTheOffsetInAZone) {
  const std::int64_t before = day(2020, 10, 25);  // 01:00 in summer time; the hour comes again
  EXPECT_EQ(first_after("h", "Europe/Lisbon", before - 3600), "2020-10-25 01:00:00+01:00");
  EXPECT_EQ(first_after("h", "Europe/Lisbon", before), "2020-10-25 01:00:00Z");
  EXPECT_EQ(first_after("D", "Europe/Lisbon", day(2020, 10, 25)), "2020-10-26");
  EXPECT_EQ(first_after("h", "+05:30", day(2020, 1, 1)), "2020-01-01 06:30:00+05:30");
}

TEST(FormatTime, WritesYearsBeyondFourDigits) {
  const Frequency yearly = *parse_frequency("YS");
  const std::int64_t now = *TimeIndex(yearly).ordinal(day(2020, 1, 1));
  EXPECT_EQ(format_time(yearly, "", now + 1'000'000), "1002020-01-01");
}

TEST(FormatStamp, LeavesOutMidnight) {
  EXPECT_EQ(format_stamp(day(2020, 1, 1), false), "2020-01-01");
  EXPECT_EQ(format_stamp(day(2020, 1, 1) + 60, false), "2020-01-01 00:01:00");
  EXPECT_EQ(format_stamp(-7, true), "-7");
}
}  // namespace
}  // namespace foretell
