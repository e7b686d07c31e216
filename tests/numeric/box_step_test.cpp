#include "foretell/numeric/box_step.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace foretell::numeric {
namespace {
constexpr double kFar = std::numeric_limits<double>::max();

// f = ½ xᵀ H x + gᵀ x at x = 0.
Expansion quadratic() {
  Expansion at;
  at.resize(3);
  at.gradient = {-1, -2, 3};
  at.curvature = {4, 0, 0, 1, 3, 0, 0.5, -1, 2};
  return at;
}

TEST(BoxStep, SolvesAFreeQuadraticInOneStep) {
  const auto at = quadratic();
  const std::array<double, 3> x{}, lower{-kFar, -kFar, -kFar}, upper{kFar, kFar, kFar};
  std::array<double, 3> p{};
  BoxStep step;
  const double decrease = step.solve(at, x, lower, upper, 0, p);
  EXPECT_NEAR(4 * p[0] + p[1] + 0.5 * p[2], 1, 1e-9);
  EXPECT_NEAR(p[0] + 3 * p[1] - p[2], 2, 1e-9);
  EXPECT_NEAR(0.5 * p[0] - p[1] + 2 * p[2], -3, 1e-9);
  EXPECT_NEAR(decrease, 0.5 * (p[0] + 2 * p[1] - 3 * p[2]), 1e-9);
}

TEST(BoxStep, StopsOnABoundAndSolvesTheOthersAgain) {
  const auto at = quadratic();
  const std::array<double, 3> x{}, lower{-kFar, -kFar, -0.5}, upper{kFar, kFar, kFar};
  std::array<double, 3> p{};
  BoxStep step;
  EXPECT_GT(step.solve(at, x, lower, upper, 0, p), 0);
  EXPECT_EQ(p[2], -0.5);
  EXPECT_NEAR(4 * p[0] + p[1], 1 + 0.25, 1e-9);
  EXPECT_NEAR(p[0] + 3 * p[1], 2 - 0.5, 1e-9);
}

TEST(BoxStep, LeavesHeldAndPressedVariables) {
  const auto at = quadratic();
  const std::array<double, 3> x{}, lower{0, -kFar, 0}, upper{0, kFar, kFar};
  std::array<double, 3> p{};
  BoxStep step;
  EXPECT_NEAR(step.solve(at, x, lower, upper, 0, p), 2.0 / 3, 1e-9);
  EXPECT_EQ(p[0], 0);
  EXPECT_EQ(p[2], 0);
  EXPECT_NEAR(p[1], 2.0 / 3, 1e-9);
}

TEST(BoxStep, SurvivesAFlatDirection) {
  Expansion at;
  at.resize(2);
  at.gradient = {-1, -1};
  at.curvature = {1, 0, 1, 1};  // singular: only the sum matters
  const std::array<double, 2> x{}, lower{-kFar, -kFar}, upper{kFar, kFar};
  std::array<double, 2> p{};
  BoxStep step;
  EXPECT_NEAR(step.solve(at, x, lower, upper, 1e-6, p), 0.5, 1e-4);
  EXPECT_NEAR(p[0] + p[1], 1, 1e-4);
}
}  // namespace
}  // namespace foretell::numeric
