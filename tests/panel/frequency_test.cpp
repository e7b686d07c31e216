#include "foretell/panel/frequency.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
std::string words(const char* name) {
  return describe(*parse_frequency(name));
}
std::vector<std::size_t> periods(const char* name) {
  return usual_periods(*parse_frequency(name));
}

TEST(Frequency, IsDescribedInWords) {
  EXPECT_EQ(words("W-SUN"), "weekly on Sunday");
  EXPECT_EQ(words("30min"), "every 30 minutes");
  EXPECT_EQ(words("MS"), "monthly");
  EXPECT_EQ(words("ME"), "monthly, at month's end");
  EXPECT_EQ(words("MS-15"), "monthly on day 15");
  EXPECT_EQ(words("YE-JUN"), "yearly, at the end of June");
  EXPECT_EQ(words("QS-FEB"), "quarterly, quarters from February");
  EXPECT_EQ(words("B"), "business days");
  EXPECT_EQ(words("1"), "consecutive integers");
  EXPECT_EQ(words("10"), "every 10 integers");
}

TEST(Frequency, UsualPeriodsAreThoseOfTheCalendar) {
  using Periods = std::vector<std::size_t>;
  EXPECT_EQ(periods("YS"), Periods{});
  EXPECT_EQ(periods("QE"), Periods{4});
  EXPECT_EQ(periods("MS"), Periods{12});
  EXPECT_EQ(periods("W-MON"), Periods{52});
  EXPECT_EQ(periods("D"), Periods{7});
  EXPECT_EQ(periods("B"), Periods{5});
  EXPECT_EQ(periods("h"), (Periods{24, 168}));
  EXPECT_EQ(periods("30min"), (Periods{48, 336}));
  EXPECT_EQ(periods("15min"), (Periods{96, 672}));
  EXPECT_EQ(periods("24h"), Periods{7});
  EXPECT_EQ(periods("3MS"), Periods{4});
  EXPECT_EQ(periods("7min"), Periods{1440});
  EXPECT_EQ(periods("1"), Periods{});
  EXPECT_EQ(periods("10s"), Periods{});
}
}  // namespace
}  // namespace foretell
