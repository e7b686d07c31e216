#include <gtest/gtest.h>

#include "foretell/ingest/read_panel.hpp"
#include "foretell/panel/format_time.hpp"

namespace foretell {
namespace {
Result<PanelFile> read(const std::string& csv, const std::string& zone) {
  return read_panel_from_bytes(csv, {.format = "csv", .time_zone = zone});
}

// Every hour of local clock time shown from one UTC instant on.
std::string local_hours(const char* zone, std::int64_t from, int count) {
  const TimeZone found = *TimeZone::find(zone);
  std::string csv = "ds,y\n";
  for (int i = 0; i < count; ++i) {
    const std::int64_t utc = from + 3600 * i;
    csv += format_stamp(utc + found.offset(utc), false) + "," + std::to_string(i) + "\n";
  }
  return csv;
}

TEST(ReadZones, HourlyLocalTimesAreRegularAcrossBothChanges) {
  for (const char* zone : {"Europe/Lisbon", "America/New_York"}) {
    const auto file = read(local_hours(zone, 1583020800, 24 * 300), zone);  // from 2020-03-01
    ASSERT_TRUE(file) << zone << ": " << file.error().text();
    EXPECT_EQ(to_string(file->panel.frequency()), "h");
    EXPECT_EQ(file->panel.length(0), 24U * 300);
    EXPECT_EQ(file->num_gaps, 0U);
    EXPECT_EQ(file->num_unsorted, 0U);
    EXPECT_EQ(file->panel.series(0).values[7199], 7199);
  }
}

TEST(ReadZones, WithoutAZoneTheRepeatedHourIsADuplicate) {
  const auto file = read(local_hours("Europe/Lisbon", 1603580400, 8), "");  // 2020-10-25
  ASSERT_FALSE(file);
  EXPECT_EQ(
      file.error().text(),
      "bytes line 4, series bytes: the time stamp 2020-10-25 01:00:00 appears twice; keep one "
      "row, or add them up, before forecasting (if the clock was set back, name its "
      "--time-zone)");
}

TEST(ReadZones, AnHourThatTheClockSkipsIsRefused) {
  const auto file =
      read("ds,y\n2020-03-29 00:00,1\n2020-03-29 01:00,2\n2020-03-29 02:00,3\n", "Europe/Lisbon");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().text(),
            "bytes line 3, series bytes: 2020-03-29 01:00:00 does not exist in Europe/Lisbon: the "
            "clock went forward");
}

TEST(ReadZones, DailyDataAreRegularInLocalTime) {
  const auto file = read(
      "ds,y\n2020-03-28T00:00Z,1\n2020-03-29T00:00Z,2\n2020-03-29T23:00Z,3\n2020-03-30T23:00Z,4\n",
      "Europe/Lisbon");
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(to_string(file->panel.frequency()), "D");
  EXPECT_EQ(format_time(file->panel.frequency(), file->panel.time_zone(), file->panel.start(0) + 3),
            "2020-03-31");
}

TEST(ReadZones, OneOffsetForAllIsKept) {
  const auto file = read("ds,y\n2020-01-01T00:00+02:00,1\n2020-01-01T01:00+02:00,2\n", "");
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->panel.time_zone(), "+02:00");
  EXPECT_EQ(format_time(file->panel.frequency(), file->panel.time_zone(), file->panel.start(0)),
            "2020-01-01 00:00:00+02:00");
}

TEST(ReadZones, AnUnknownZoneIsRefused) {
  const auto file = read("ds,y\n2020-01-01,1\n2020-01-02,2\n", "Europe/Lisboa");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kUnknownName);
}
}  // namespace
}  // namespace foretell
