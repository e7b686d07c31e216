#include "foretell/numeric/nelder_mead.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace foretell::numeric {
namespace {
TEST(NelderMead, FindsTheMinimumOfRosenbrock) {
  const auto rosenbrock = [](const std::array<double, 2>& x) {
    return 100 * std::pow(x[1] - x[0] * x[0], 2) + std::pow(1 - x[0], 2);
  };
  const auto best = nelder_mead<2>(rosenbrock, {-1.2, 1}, {.tolerance = 1e-14});
  EXPECT_TRUE(best.converged);
  EXPECT_NEAR(best.point[0], 1, 1e-5);
  EXPECT_NEAR(best.point[1], 1, 1e-5);
}

TEST(NelderMead, StaysInsideBoundsGivenByInfinity) {
  const auto bounded = [](const std::array<double, 1>& x) {
    return x[0] > 0.5 ? std::numeric_limits<double>::infinity() : -x[0];
  };
  const auto best = nelder_mead<1>(bounded, {0.45}, {.tolerance = 1e-9});
  EXPECT_NEAR(best.point[0], 0.5, 1e-6);
  EXPECT_LE(best.point[0], 0.5);
}

TEST(NelderMead, SaysWhenItStoppedAtItsLimit) {
  const auto bowl = [](const std::array<double, 3>& x) {
    return x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
  };
  const auto best = nelder_mead<3>(bowl, {5, 5, 5}, {.max_evaluations = 10});
  EXPECT_FALSE(best.converged);
  EXPECT_GE(best.evaluations, 10U);
  EXPECT_EQ(best.value, bowl(best.point));
}
}  // namespace
}  // namespace foretell::numeric
