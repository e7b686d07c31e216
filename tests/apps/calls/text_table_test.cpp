#include "apps/calls/text_table.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace foretell::calls {
namespace {
TEST(TextTable, AlignsNamesLeftAndNumbersRight) {
  EXPECT_EQ(text_table({{"model", "mae"}, {"naive", "10"}, {"dotm", "9.5"}}),
            "model  mae\n-----  ---\nnaive   10\ndotm   9.5\n");
}

TEST(TextTable, NumbersAreShortAndMissingOnesADash) {
  EXPECT_EQ(short_number(0.12345), "0.123");
  EXPECT_EQ(short_number(12.345), "12.35");
  EXPECT_EQ(short_number(-1234.5), "-1234");
  EXPECT_EQ(short_number(0), "0.000");
  EXPECT_EQ(short_number(2e7), "2.000e+07");
  EXPECT_EQ(short_number(std::numeric_limits<double>::quiet_NaN()), "-");
}

TEST(TextTable, CountsAreGroupedByThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}
}  // namespace
}  // namespace foretell::calls
