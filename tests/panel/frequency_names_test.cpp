#include <gtest/gtest.h>

#include "foretell/panel/frequency.hpp"

namespace foretell {
namespace {
using Unit = Frequency::Unit;

TEST(FrequencyNames, EveryNameIsReadBackFromWhatIsWritten) {
  for (const char* text :
       {"Y",      "YS",     "YE",     "YS-APR", "YE-JUN", "Q",   "QS",    "QE",     "QS-FEB",
        "QS-MAR", "QE-JAN", "QE-FEB", "M",      "MS",     "ME",  "MS-15", "W",      "W-SUN",
        "W-MON",  "W-SAT",  "D",      "B",      "h",      "min", "s",     "1",      "10",
        "30min",  "15min",  "2W-TUE", "6ME",    "10YS",   "24h", "90s",   "2QE-JAN"}) {
    const auto frequency = parse_frequency(text);
    ASSERT_TRUE(frequency) << text << ": " << frequency.error().text();
    const std::string written = to_string(*frequency);
    EXPECT_EQ(written, text);
    EXPECT_EQ(*parse_frequency(written), *frequency) << text;
  }
}

TEST(FrequencyNames, WordsAndOldNamesMeanTheSame) {
  EXPECT_EQ(*parse_frequency("monthly"), *parse_frequency("M"));
  EXPECT_EQ(*parse_frequency("hourly"), *parse_frequency("H"));
  EXPECT_EQ(*parse_frequency("30T"), *parse_frequency("30min"));
  EXPECT_EQ(*parse_frequency("Daily"), *parse_frequency("d"));
  EXPECT_EQ(*parse_frequency("annual"), *parse_frequency("A"));
  EXPECT_EQ(*parse_frequency("QS-MAY"), *parse_frequency("QS-FEB"));
  EXPECT_EQ(*parse_frequency("QE-DEC"), *parse_frequency("QE"));
  EXPECT_EQ(*parse_frequency("w-sun"), (Frequency{.unit = Unit::kWeek}));
}

TEST(FrequencyNames, UnknownNamesAreRefusedWithTheNearest) {
  for (const auto& [text, nearest] :
       {std::pair{"montly", "monthly"}, {"wekly", "weekly"}, {"houry", "hourly"}}) {
    const auto frequency = parse_frequency(text);
    ASSERT_FALSE(frequency) << text;
    EXPECT_EQ(frequency.error().code, ErrorCode::kUnknownName);
    EXPECT_NE(frequency.error().message.find(std::string("did you mean '") + nearest + "'?"),
              std::string::npos)
        << frequency.error().message;
  }
  EXPECT_EQ(parse_frequency("m").error().message,
            "unknown frequency 'm'; did you mean 'M' (months) or 'min' (minutes)?");
  for (const char* text : {"", "0", "-3", "W-FOO", "MS-31", "YS-", "D-SUN", "0h", "5 min"}) {
    EXPECT_FALSE(parse_frequency(text)) << text;
  }
}
}  // namespace
}  // namespace foretell
