#include "foretell/panel/time_index.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
constexpr const char* kAll[] = {"YS",     "YE", "YS-APR", "YE-FEB", "QS",    "QE",    "QS-FEB",
                                "QE-JAN", "MS", "ME",     "MS-15",  "W-SUN", "W-MON", "W-SAT",
                                "D",      "B",  "h",      "6h",     "min",   "15min", "s",
                                "1",      "10", "2W-TUE", "6ME",    "10YS",  "3D",    "24h"};

std::int64_t stamp(std::int64_t year, int month, int day) {
  return days_from_civil({year, month, day}) * kSecondsPerDay;
}
TimeIndex index_of(const char* name) {
  return TimeIndex(*parse_frequency(name));
}

TEST(TimeIndex, OrdinalsRoundTripForEveryFrequency) {
  Rng rng(11);
  for (const char* name : kAll) {
    Frequency frequency = *parse_frequency(name);
    for (int i = 0; i < 2000; ++i) {
      const std::int64_t span = below_a_day(frequency) ? 100'000'000 : 40'000;
      frequency.phase = frequency.multiple > 1 ? rng.below(3) % frequency.multiple : 0;
      const TimeIndex index(frequency);
      const auto ordinal =
          static_cast<std::int64_t>(rng.uniform() * 2 * static_cast<double>(span)) - span;
      ASSERT_EQ(index.ordinal(index.stamp(ordinal)), ordinal) << name;
      ASSERT_LT(index.stamp(ordinal), index.stamp(ordinal + 1)) << name;
    }
  }
}

TEST(TimeIndex, RandomDaysAreOnTheGridExactlyWhenTheCalendarSaysSo) {
  Rng rng(12);
  for (int i = 0; i < 20000; ++i) {
    const std::int64_t day = static_cast<std::int64_t>(rng.below(200000)) - 100000;
    const CivilDate date = civil_from_days(day);
    const bool last = date.day == days_in_month(date.year, date.month);
    const std::int64_t at = day * kSecondsPerDay;
    ASSERT_EQ(index_of("MS").ordinal(at).has_value(), date.day == 1);
    ASSERT_EQ(index_of("ME").ordinal(at).has_value(), last);
    ASSERT_EQ(index_of("QE").ordinal(at).has_value(), last && date.month % 3 == 0);
    ASSERT_EQ(index_of("YE-FEB").ordinal(at).has_value(), last && date.month == 2);
    ASSERT_EQ(index_of("W-TUE").ordinal(at).has_value(), weekday(day) == 2);
    ASSERT_EQ(index_of("B").ordinal(at).has_value(), weekday(day) != 0 && weekday(day) != 6);
    ASSERT_FALSE(index_of("D").ordinal(at + 1));
  }
}

TEST(TimeIndex, MonthEndsFollowLeapYears) {
  const TimeIndex index = index_of("ME");
  const std::int64_t january = *index.ordinal(stamp(2020, 1, 31));
  EXPECT_EQ(index.stamp(january + 1), stamp(2020, 2, 29));
  EXPECT_EQ(index.stamp(january + 2), stamp(2020, 3, 31));
  EXPECT_EQ(index.stamp(january + 13), stamp(2021, 2, 28));
  EXPECT_EQ(index.stamp(january - 12 * 120 + 1), stamp(1900, 2, 28));
  EXPECT_EQ(index.ordinal(stamp(2020, 2, 28)), std::nullopt);
}

TEST(TimeIndex, YearsEndInLeapFebruary) {
  const TimeIndex index = index_of("YE-FEB");
  const std::int64_t ordinal = *index.ordinal(stamp(2019, 2, 28));
  EXPECT_EQ(index.stamp(ordinal + 1), stamp(2020, 2, 29));
  EXPECT_EQ(index.stamp(ordinal + 2), stamp(2021, 2, 28));
}

TEST(TimeIndex, BusinessDaysSkipWeekends) {
  const TimeIndex index = index_of("B");
  const std::int64_t friday = *index.ordinal(stamp(2024, 3, 1));
  EXPECT_EQ(index.stamp(friday + 1), stamp(2024, 3, 4));
  EXPECT_EQ(index.ordinal(stamp(2024, 3, 2)), std::nullopt);
  EXPECT_EQ(index.stamp(friday - 5), stamp(2024, 2, 23));
}

TEST(TimeIndex, AlignMovesAMultipleOntoAStamp) {
  const auto hours = align(*parse_frequency("6h"), stamp(2020, 1, 1) + 3600);
  ASSERT_TRUE(hours);
  EXPECT_EQ(hours->phase, 3600);
  EXPECT_TRUE(TimeIndex(*hours).ordinal(stamp(2020, 1, 1) + 7 * 3600));
  const auto weeks = align(*parse_frequency("2W"), stamp(2024, 3, 5));
  ASSERT_TRUE(weeks);
  EXPECT_EQ(to_string(*weeks), "2W-TUE");
  EXPECT_EQ(TimeIndex(*weeks).ordinal(stamp(2024, 3, 12)), std::nullopt);
  EXPECT_FALSE(align(*parse_frequency("MS"), stamp(2020, 1, 2)));
  EXPECT_FALSE(align(*parse_frequency("B"), stamp(2024, 3, 2)));
}

TEST(TimeIndex, AlignSettlesWhatAWordLeavesOpen) {
  EXPECT_EQ(to_string(*align(*parse_frequency("monthly"), stamp(2020, 2, 29))), "ME");
  EXPECT_EQ(to_string(*align(*parse_frequency("monthly"), stamp(2020, 2, 1))), "MS");
  EXPECT_EQ(to_string(*align(*parse_frequency("Q"), stamp(2020, 3, 31))), "QE");
  EXPECT_EQ(to_string(*align(*parse_frequency("Q"), stamp(2020, 2, 1))), "QS-FEB");
  EXPECT_EQ(to_string(*align(*parse_frequency("Y"), stamp(2020, 6, 30))), "YE-JUN");
  EXPECT_EQ(to_string(*align(*parse_frequency("W"), stamp(2024, 3, 3))), "W-SUN");
}
}  // namespace
}  // namespace foretell
