#include "foretell/ingest/clock.hpp"

#include <gtest/gtest.h>

#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
TEST(Clock, TheFirstOfTwoEqualHoursIsTheEarlier) {
  const std::int64_t day = days_from_civil({2020, 10, 25}) * kSecondsPerDay;
  const Clock clock{Clock::Turn::kLocalToUtc, "Europe/Lisbon", *TimeZone::find("Europe/Lisbon")};
  std::vector<std::int64_t> stamps{day, day + 3600, day + 3600, day + 7200};
  EXPECT_EQ(clock.turn_series(stamps), std::nullopt);
  EXPECT_EQ(stamps, (std::vector<std::int64_t>{day - 3600, day, day + 3600, day + 7200}));
}

TEST(Clock, ReportsAnHourThatIsSkipped) {
  const std::int64_t day = days_from_civil({2020, 3, 29}) * kSecondsPerDay;
  const Clock clock{Clock::Turn::kLocalToUtc, "Europe/Lisbon", *TimeZone::find("Europe/Lisbon")};
  std::vector<std::int64_t> stamps{day, day + 3600, day + 7200};
  EXPECT_EQ(clock.turn_series(stamps), 1U);
}
}  // namespace
}  // namespace foretell
