#include "foretell/trainer/schedule.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
TEST(Schedule, WarmsUpLinearly) {
  const Schedule schedule({.warmup_steps = 4});
  EXPECT_EQ(schedule.share(0, 0, 0), 0.25);
  EXPECT_EQ(schedule.share(3, 0, 0), 1);
  EXPECT_EQ(schedule.share(100, 0, 0.5), 1);
}

TEST(Schedule, CutsEveryFewEpochsAndNotBelowItsLowest) {
  const Schedule schedule(
      {.kind = ScheduleKind::kStep, .every = 3, .factor = 0.1, .lowest = 0.005});
  EXPECT_EQ(schedule.share(50, 2, 0), 1);
  EXPECT_NEAR(schedule.share(50, 3, 0), 0.1, 1e-15);
  EXPECT_NEAR(schedule.share(50, 6, 0), 0.01, 1e-15);
  EXPECT_EQ(schedule.share(50, 9, 0), 0.005);
}

TEST(Schedule, FallsAlongACosine) {
  const Schedule schedule({.kind = ScheduleKind::kCosine, .lowest = 0.1});
  EXPECT_NEAR(schedule.share(0, 0, 0), 1, 1e-15);
  EXPECT_NEAR(schedule.share(0, 0, 0.5), 0.55, 1e-15);
  EXPECT_NEAR(schedule.share(0, 0, 1), 0.1, 1e-15);
}

TEST(Schedule, CutsOnAPlateauAndContinuesFromAFile) {
  const ScheduleOptions options{.kind = ScheduleKind::kPlateau, .factor = 0.5, .plateau = 1};
  Schedule schedule(options);
  schedule.observe(3);
  schedule.observe(2);
  schedule.observe(2);
  EXPECT_EQ(schedule.share(0, 3, 0), 1);
  ModelFile file;
  schedule.save(file);
  Schedule again(options);
  ASSERT_TRUE(again.load(file));
  for (Schedule* each : {&schedule, &again}) {
    each->observe(std::nan(""));
    EXPECT_EQ(each->share(0, 4, 0), 0.5);
    each->observe(1);
    EXPECT_EQ(each->share(0, 5, 0), 0.5);
  }
  EXPECT_EQ(again.load({}).error().code, ErrorCode::kBadFile);
}

TEST(Schedule, ChecksItsOptions) {
  EXPECT_TRUE(ScheduleOptions{}.check());
  EXPECT_FALSE(ScheduleOptions{.every = 0}.check());
  EXPECT_FALSE(ScheduleOptions{.factor = 1}.check());
  EXPECT_FALSE(ScheduleOptions{.lowest = 2}.check());
}
}  // namespace
}  // namespace foretell
