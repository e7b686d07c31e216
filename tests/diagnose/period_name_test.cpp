#include "foretell/diagnose/period_name.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(PeriodName, SpeaksInTheWordsOfTheCalendar) {
  EXPECT_EQ(period_name(*parse_frequency("h"), 24), "daily");
  EXPECT_EQ(period_name(*parse_frequency("h"), 168), "weekly");
  EXPECT_EQ(period_name(*parse_frequency("30min"), 336), "weekly");
  EXPECT_EQ(period_name(*parse_frequency("10min"), 6), "hourly");
  EXPECT_EQ(period_name(*parse_frequency("D"), 365), "yearly");
  EXPECT_EQ(period_name(*parse_frequency("B"), 5), "weekly");
  EXPECT_EQ(period_name(*parse_frequency("MS"), 12), "yearly");
  EXPECT_EQ(period_name(*parse_frequency("MS"), 3), "quarterly");
  EXPECT_EQ(period_name(*parse_frequency("h"), 25), "");
  EXPECT_EQ(period_name(*parse_frequency("1"), 12), "");
}
}  // namespace
}  // namespace foretell
