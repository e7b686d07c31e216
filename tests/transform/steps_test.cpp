#include "foretell/transform/steps.hpp"

#include <gtest/gtest.h>

#include "tests/transform/dates.hpp"

namespace foretell {
namespace {
using dates::frequency;
using dates::stamp;

// The stamp of the step that holds a time.
std::int64_t stamp_of(const char* name, std::int64_t time) {
  const Steps steps(frequency(name));
  return steps.index().stamp(steps.containing(time));
}

TEST(Steps, BeginAtTheirStampOrEndWithItsDay) {
  const auto morning = stamp(2024, 2, 29, 9);
  EXPECT_EQ(stamp_of("MS", morning), stamp(2024, 2, 1));
  EXPECT_EQ(stamp_of("ME", morning), stamp(2024, 2, 29));
  EXPECT_EQ(stamp_of("ME", stamp(2024, 3, 1)), stamp(2024, 3, 31));
  EXPECT_EQ(stamp_of("D", morning), stamp(2024, 2, 29));
  EXPECT_EQ(stamp_of("h", morning + 59 * 60), stamp(2024, 2, 29, 9));
  EXPECT_EQ(stamp_of("W-SUN", stamp(2024, 3, 3, 23)), stamp(2024, 3, 3));  // a Sunday
  EXPECT_EQ(stamp_of("W-SUN", stamp(2024, 3, 4)), stamp(2024, 3, 10));
  EXPECT_EQ(stamp_of("B", stamp(2024, 3, 3)), stamp(2024, 3, 1));  // Sunday to Friday
}

TEST(Steps, HoldEveryTimeFromTheirBeginToTheNext) {
  for (const char* name :
       {"D", "B", "W-WED", "MS", "ME", "QS", "QE", "YS", "YE", "h", "30min", "2W-SUN"}) {
    const Steps steps(frequency(name));
    for (std::int64_t time = stamp(1960, 1, 1); time < stamp(2030, 1, 1); time += 1234567) {
      const std::int64_t step = steps.containing(time);
      ASSERT_LE(steps.begin(step), time) << name;
      ASSERT_GT(steps.begin(step + 1), time) << name;
    }
  }
}
}  // namespace
}  // namespace foretell
