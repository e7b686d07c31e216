#include "foretell/models/smoothing/lanes/lane_descent.hpp"

#include <gtest/gtest.h>

namespace foretell::ets {
namespace {
using Next = LaneDescent::Next;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

TEST(LaneDescent, DampsLessAfterAGoodStepAndMoreAfterABadOne) {
  LaneDescent descent;
  EXPECT_TRUE(descent.fresh());
  EXPECT_EQ(descent.begin(10), Next::kGoOn);
  const double first = descent.damping();
  EXPECT_TRUE(descent.takes(9, 1.0));
  EXPECT_EQ(descent.value(), 9);
  EXPECT_LT(descent.damping(), first);
  EXPECT_FALSE(descent.takes(9.5, 1.0));
  EXPECT_EQ(descent.value(), 9);
  EXPECT_GT(descent.damping(), first);
}

TEST(LaneDescent, EndsWhereTheQuadraticPredictsNothing) {
  LaneDescent descent;
  (void)descent.begin(10);
  EXPECT_EQ(descent.before_step(1, kInfinite, {}), Next::kGoOn);
  EXPECT_EQ(descent.before_step(1e-6, kInfinite, {}), Next::kEnd);
  EXPECT_EQ(descent.end(), JobEnd::kConverged);
}

TEST(LaneDescent, GivesUpATargetOutOfReach) {
  LaneDescent descent;
  (void)descent.begin(10);
  EXPECT_EQ(descent.before_step(1, 5, {}), Next::kGoOn);
  EXPECT_EQ(descent.before_step(0.1, 5, {}), Next::kEnd);
  EXPECT_EQ(descent.end(), JobEnd::kHopeless);
}

TEST(LaneDescent, ABeginningOutsideTheDomainIsHopeless) {
  LaneDescent descent;
  EXPECT_EQ(descent.begin(kInfinite), Next::kEnd);
  EXPECT_EQ(descent.end(), JobEnd::kHopeless);
}

TEST(LaneDescent, NoDescentInAnyDirectionIsAMinimumOnTheEdge) {
  LaneDescent descent;
  (void)descent.begin(10);
  int refused = 0;
  do {
    EXPECT_FALSE(descent.takes(kInfinite, 1));
    ++refused;
  } while (descent.after_step({}) == Next::kGoOn);
  EXPECT_EQ(descent.end(), JobEnd::kConverged);
  EXPECT_LT(refused, 20);
}
}  // namespace
}  // namespace foretell::ets
