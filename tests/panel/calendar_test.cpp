#include "foretell/panel/calendar.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace foretell {
namespace {
TEST(Calendar, AgreesWithTheStandardLibraryOnEveryDayOfFiveCenturies) {
  using std::chrono::days;
  using std::chrono::sys_days;
  using std::chrono::year_month_day;
  const std::int64_t first = days_from_civil({1700, 1, 1});
  const std::int64_t last = days_from_civil({2200, 12, 31});
  for (std::int64_t day = first; day <= last; ++day) {
    const year_month_day truth{sys_days{days{day}}};
    const CivilDate date = civil_from_days(day);
    ASSERT_EQ(date.year, static_cast<int>(truth.year()));
    ASSERT_EQ(date.month, static_cast<int>(static_cast<unsigned>(truth.month())));
    ASSERT_EQ(date.day, static_cast<int>(static_cast<unsigned>(truth.day())));
    ASSERT_EQ(days_from_civil(date), day);
    const std::chrono::weekday of_week{sys_days{days{day}}};
    ASSERT_EQ(weekday(day), static_cast<int>(of_week.c_encoding()));
  }
}

TEST(Calendar, GoesBeyondTheYearsOfTheStandardLibrary) {
  for (const std::int64_t year : {-1'000'000, -401, 0, 32768, 1'002'020}) {
    const CivilDate date{year, 2, days_in_month(year, 2)};
    EXPECT_EQ(civil_from_days(days_from_civil(date)), date) << year;
    EXPECT_EQ(days_from_civil({year, 3, 1}) - days_from_civil(date), 1) << year;
  }
}

TEST(Calendar, KnowsLeapYearsOfCenturies) {
  EXPECT_EQ(days_in_month(2000, 2), 29);
  EXPECT_EQ(days_in_month(1900, 2), 28);
  EXPECT_EQ(days_in_month(2020, 2), 29);
  EXPECT_EQ(days_in_month(2023, 2), 28);
}

TEST(Calendar, NumbersWeeksAsIso8601) {
  EXPECT_EQ(civil_from_days(monday_of_iso_week(2020, 1)), (CivilDate{2019, 12, 30}));
  EXPECT_EQ(civil_from_days(monday_of_iso_week(2020, 53)), (CivilDate{2020, 12, 28}));
  EXPECT_EQ(civil_from_days(monday_of_iso_week(2021, 1)), (CivilDate{2021, 1, 4}));
}

TEST(Calendar, DividesTowardsMinusInfinity) {
  EXPECT_EQ(floor_div(-1, 7), -1);
  EXPECT_EQ(floor_mod(-1, 7), 6);
  EXPECT_EQ(floor_div(-14, 7), -2);
  EXPECT_EQ(floor_mod(-14, 7), 0);
}
}  // namespace
}  // namespace foretell
