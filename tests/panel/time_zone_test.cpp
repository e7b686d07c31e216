#include "foretell/panel/time_zone.hpp"

#include <gtest/gtest.h>

#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
std::int64_t at(int month, int day, int hour, int minute = 0) {
  return days_from_civil({2020, month, day}) * kSecondsPerDay + hour * 3600 + minute * 60;
}

TEST(TimeZone, AnAutumnHourIsShownTwice) {
  const TimeZone lisbon = *TimeZone::find("Europe/Lisbon");
  const auto instants = lisbon.instants(at(10, 25, 1, 30));
  EXPECT_EQ(instants.count, 2);
  EXPECT_EQ(instants.first, at(10, 25, 0, 30));
  EXPECT_EQ(instants.second, at(10, 25, 1, 30));
  const TimeZone york = *TimeZone::find("America/New_York");
  EXPECT_EQ(york.instants(at(11, 1, 1)).count, 2);
  EXPECT_EQ(york.instants(at(11, 1, 1)).second - york.instants(at(11, 1, 1)).first, 3600);
}

TEST(TimeZone, ASpringHourIsSkipped) {
  EXPECT_EQ(TimeZone::find("Europe/Lisbon")->instants(at(3, 29, 1, 30)).count, 0);
  EXPECT_EQ(TimeZone::find("America/New_York")->instants(at(3, 8, 2)).count, 0);
  EXPECT_EQ(TimeZone::find("America/New_York")->instants(at(3, 8, 3)).count, 1);
}

TEST(TimeZone, OffsetsFollowTheSeason) {
  const TimeZone york = *TimeZone::find("America/New_York");
  EXPECT_EQ(york.offset(at(1, 15, 12)), -5 * 3600);
  EXPECT_EQ(york.offset(at(7, 15, 12)), -4 * 3600);
  EXPECT_EQ(york.instants(at(7, 15, 12)).first, at(7, 15, 16));
}

TEST(TimeZone, FixedOffsetsNeedNoDatabase) {
  EXPECT_EQ(TimeZone::find("UTC")->offset(0), 0);
  EXPECT_EQ(TimeZone::find("+05:30")->offset(0), 19800);
  EXPECT_EQ(TimeZone::find("-03:00")->instants(0).first, 10800);
}

TEST(TimeZone, AnUnknownNameIsRefusedWithTheNearest) {
  const auto zone = TimeZone::find("Europe/Lisbonn");
  ASSERT_FALSE(zone);
  EXPECT_EQ(zone.error().text(),
            "unknown time zone 'Europe/Lisbonn'; did you mean 'Europe/Lisbon'?");
}

TEST(TimeZone, OffsetsAreWrittenAsIso8601) {
  EXPECT_EQ(offset_text(0), "Z");
  EXPECT_EQ(offset_text(19800), "+05:30");
  EXPECT_EQ(offset_text(-3600), "-01:00");
}
}  // namespace
}  // namespace foretell
