#include "foretell/numeric/scoring.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace foretell::numeric {
namespace {
constexpr double kUnbounded = std::numeric_limits<double>::max();

// Rosenbrock's valley as a sum of squares: r = (10 (y − x²), 1 − x).
struct Valley {
  double edge = -kUnbounded;  // infinite left of this x

  double value(std::span<const double> p) const {
    if (p[0] < edge) return std::numeric_limits<double>::infinity();
    const double a = 10 * (p[1] - p[0] * p[0]), b = 1 - p[0];
    return 0.5 * (a * a + b * b);
  }
  void expand(std::span<const double> p, Expansion& out) const {
    const double a = 10 * (p[1] - p[0] * p[0]), b = 1 - p[0];
    out.value = value(p);
    out.gradient = {-20 * p[0] * a - b, 10 * a};
    out.curvature = {400 * p[0] * p[0] + 1, 0, -200 * p[0], 100};
  }
};

TEST(ScoringMinimizer, FollowsACurvedValleyToItsEnd) {
  Valley valley;
  std::array<double, 2> x{-1.2, 1};
  const std::array<double, 2> lower{-kUnbounded, -kUnbounded}, upper{kUnbounded, kUnbounded};
  ScoringMinimizer minimizer;
  const auto result = minimizer.minimize(valley, x, lower, upper);
  EXPECT_TRUE(result.converged);
  EXPECT_NEAR(x[0], 1, 1e-2);
  EXPECT_LT(result.value, 1e-4);
}

TEST(ScoringMinimizer, EndsOnTheBoundThatHoldsTheMinimum) {
  Valley valley;
  std::array<double, 2> x{-0.5, 1};
  const std::array<double, 2> lower{-1, 0}, upper{0.5, 2};
  ScoringMinimizer minimizer;
  const auto result = minimizer.minimize(valley, x, lower, upper, {.tolerance = 1e-10});
  EXPECT_TRUE(result.converged);
  EXPECT_EQ(x[0], 0.5);
  EXPECT_NEAR(x[1], 0.25, 1e-4);
}

TEST(ScoringMinimizer, StaysInsideTheDomain) {
  Valley valley{.edge = 0.9};
  std::array<double, 2> x{3, 9};
  const std::array<double, 2> lower{-kUnbounded, -kUnbounded}, upper{kUnbounded, kUnbounded};
  ScoringMinimizer minimizer;
  const auto result = minimizer.minimize(valley, x, lower, upper);
  EXPECT_GE(x[0], 0.9);
  EXPECT_LT(result.value, 1e-3);
}

TEST(ScoringMinimizer, SaysWhenItsLimitWasTooLow) {
  Valley valley;
  std::array<double, 2> x{-1.2, 1};
  const std::array<double, 2> lower{-kUnbounded, -kUnbounded}, upper{kUnbounded, kUnbounded};
  ScoringMinimizer minimizer;
  EXPECT_FALSE(minimizer.minimize(valley, x, lower, upper, {.max_iterations = 2}).converged);
}
}  // namespace
}  // namespace foretell::numeric
