#include "foretell/ingest/timestamp.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "foretell/panel/calendar.hpp"
#include "foretell/panel/format_time.hpp"

namespace foretell {
namespace {
std::int64_t day(std::int64_t year, int month, int of_month) {
  return days_from_civil({year, month, of_month}) * kSecondsPerDay;
}
void expect(const char* text, TimeKind kind, std::int64_t value) {
  const auto stamp = parse_timestamp(text);
  ASSERT_TRUE(stamp) << text;
  EXPECT_EQ(stamp->kind, kind) << text;
  EXPECT_EQ(stamp->value, value) << text;
}

TEST(Timestamp, ReadsDatesAndPeriods) {
  expect("2020-02-29", TimeKind::kLocal, day(2020, 2, 29));
  expect(" 2020-02-29 ", TimeKind::kLocal, day(2020, 2, 29));
  expect("20200229", TimeKind::kLocal, day(2020, 2, 29));
  expect("2020-02", TimeKind::kLocal, day(2020, 2, 1));
  expect("2020Q3", TimeKind::kLocal, day(2020, 7, 1));
  expect("2020-Q4", TimeKind::kLocal, day(2020, 10, 1));
  expect("2020-W53", TimeKind::kLocal, day(2020, 12, 28));
  expect("2021W01", TimeKind::kLocal, day(2021, 1, 4));
  expect("0001-01-01", TimeKind::kLocal, day(1, 1, 1));
}

TEST(Timestamp, ReadsTimesOfDay) {
  const std::int64_t noon = day(2020, 2, 29) + 12 * 3600;
  expect("2020-02-29 12:00", TimeKind::kLocal, noon);
  expect("2020-02-29T12:00:07", TimeKind::kLocal, noon + 7);
  expect("2020-02-29 12:00:07.000", TimeKind::kLocal, noon + 7);
  expect("2020-02-29T12", TimeKind::kLocal, noon);
  expect("20200229T12:00", TimeKind::kLocal, noon);
}

TEST(Timestamp, ReadsOffsetsFromUtc) {
  const std::int64_t noon = day(2020, 2, 29) + 12 * 3600;
  expect("2020-02-29T12:00:00Z", TimeKind::kInstant, noon);
  expect("2020-02-29T12:00:00+02:00", TimeKind::kInstant, noon - 7200);
  expect("2020-02-29 12:00 -0530", TimeKind::kInstant, noon + 19800);
  expect("2020-02-29 12:00+01", TimeKind::kInstant, noon - 3600);
}

TEST(Timestamp, ReadsIntegers) {
  expect("0", TimeKind::kInteger, 0);
  expect("-12", TimeKind::kInteger, -12);
  expect("2020", TimeKind::kInteger, 2020);
  expect("202002", TimeKind::kInteger, 202002);
  expect("20201399", TimeKind::kInteger, 20201399);  // no date
  expect("9007199254740992", TimeKind::kInteger, 9007199254740992);
}

TEST(Timestamp, RefusesWhatIsNoTime) {
  for (const char* text : {"",
                           "abc",
                           "2020-02-30",
                           "2021-02-29",
                           "2020-13-01",
                           "2020-00-01",
                           "0000-01-01",
                           "01/02/2020",
                           "2020/01/02",
                           "2020-01-02 25:00",
                           "2020-01-02 12:60",
                           "2020-01-02 12:00:00.5",
                           "2020-Q5",
                           "2020-W54",
                           "2020-01-02x",
                           "2020-01-02 12:00 +99",
                           "2020-1-2",
                           "1.5",
                           "9007199254740993",
                           "99999999999999999999",
                           "-",
                           "2020-01-",
                           "2020-"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

TEST(Timestamp, HintsAtTheOrderOfDayAndMonth) {
  EXPECT_EQ(explain_timestamp("01/02/2020"),
            "'01/02/2020' may be day first or month first; write dates as 2020-02-01 "
            "(year-month-day)");
  EXPECT_NE(explain_timestamp("3.4.21").find("day first"), std::string::npos);
  EXPECT_EQ(explain_timestamp("soon").find("day first"), std::string::npos);
  EXPECT_EQ(explain_timestamp(" "), "the time stamp is empty");
}

TEST(Timestamp, ReadsWhatFormatStampWrites) {
  Rng rng(5);
  for (int i = 0; i < 20000; ++i) {
    const auto stamp = static_cast<std::int64_t>(rng.uniform() * 315e9) - 62'000'000'000;
    const auto read = parse_timestamp(format_stamp(stamp, false));
    ASSERT_TRUE(read) << format_stamp(stamp, false);
    ASSERT_EQ(read->value, stamp);
  }
}
}  // namespace
}  // namespace foretell
