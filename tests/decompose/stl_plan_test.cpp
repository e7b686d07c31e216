#include "foretell/decompose/stl_plan.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace foretell {
namespace {
TEST(StlPlan, WorksOutDefaultsAsR) {
  const auto plan = stl::plan({.period = 12, .season_window = 13}, 468);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->trend.window, 21);
  EXPECT_EQ(plan->low_pass.window, 13);
  EXPECT_EQ(plan->season.jump, 2);
  EXPECT_EQ(plan->trend.jump, 3);
  EXPECT_EQ(plan->low_pass.degree, 1);
  EXPECT_EQ(plan->inner, 2);
  EXPECT_EQ(plan->outer, 0);
  const auto robust = stl::plan({.period = 12, .season_window = 0, .robust = true}, 468);
  EXPECT_EQ(robust->season.window, 4681);
  EXPECT_EQ(robust->trend.window, 19);
  EXPECT_EQ(robust->inner, 1);
  EXPECT_EQ(robust->outer, 15);
}

TEST(StlPlan, WindowsAreOddAndCannotWrap) {
  constexpr auto kHuge = std::numeric_limits<std::size_t>::max();
  const auto plan =
      stl::plan({.period = 4, .season_window = 2, .trend_window = 8, .low_pass_window = kHuge}, 40);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->season.window, 3);
  EXPECT_EQ(plan->trend.window, 9);
  EXPECT_EQ(plan->low_pass.window % 2, 1);
}
}  // namespace
}  // namespace foretell
