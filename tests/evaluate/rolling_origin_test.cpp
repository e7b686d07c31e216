#include "foretell/evaluate/rolling_origin.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(RollingOrigin, WindowsEndAtTheLastObservationOldestFirst) {
  const auto cut = windows({.horizon = 2, .windows = 3}, 10);
  ASSERT_TRUE(cut);
  ASSERT_EQ(cut->size(), 3U);
  EXPECT_EQ((*cut)[0].end, 4U);
  EXPECT_EQ((*cut)[2].end, 8U);
  EXPECT_EQ((*cut)[2].begin, 0U);
}

TEST(RollingOrigin, StepAndTrainingLengthAreKept) {
  const auto cut = windows({.horizon = 2, .windows = 2, .step = 1, .training = 5}, 10);
  EXPECT_EQ((*cut)[0].end, 7U);
  EXPECT_EQ((*cut)[0].begin, 2U);
}

TEST(RollingOrigin, LeavesOutWindowsThatDoNotFit) {
  EXPECT_EQ(windows({.horizon = 3, .windows = 5}, 10, 2)->size(), 2U);
}

TEST(RollingOrigin, SaysHowManyObservationsAreNeeded) {
  const auto cut = windows({.horizon = 12}, 10);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().message, "10 observations, but a window of horizon 12 needs at least 13");
  EXPECT_FALSE(windows({.horizon = 0}, 10));
  EXPECT_FALSE(windows({.horizon = 1, .windows = 0}, 10));
}
}  // namespace
}  // namespace foretell
