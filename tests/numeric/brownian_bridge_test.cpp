#include "foretell/numeric/brownian_bridge.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell::numeric {
namespace {
// Two coordinates: the law of Kolmogorov, P(V > x) = 2 Σ (−1)^(k+1) exp(−k² π² x / 2).
double of_two(double x) {
  double sum = 0;
  for (int k = 1; k < 200; ++k) {
    sum += 2 * (k % 2 == 1 ? 1 : -1) * std::exp(-k * k * M_PI * M_PI * x / 2);
  }
  return sum;
}

TEST(BrownianBridgeTail, HasAClosedFormInTwoCoordinates) {
  for (const double x : {0.1, 0.3, 0.748, 1.5, 4.0}) {
    EXPECT_NEAR(brownian_bridge_tail(x, 2), of_two(x), 1e-8) << x;
  }
}

TEST(BrownianBridgeTail, AgreesWithPrintedCriticalValues) {
  // Anderson & Darling (1952): 0.46136 and 0.74346; Canova & Hansen (1995), table 1, simulated.
  EXPECT_NEAR(brownian_bridge_tail(0.46136, 1), 0.05, 1e-5);
  EXPECT_NEAR(brownian_bridge_tail(0.74346, 1), 0.01, 1e-5);
  EXPECT_NEAR(brownian_bridge_tail(1.01, 3), 0.05, 3e-3);
  EXPECT_NEAR(brownian_bridge_tail(2.75, 11), 0.05, 2e-3);
}

TEST(BrownianBridgeTail, StaysAProbability) {
  EXPECT_EQ(brownian_bridge_tail(0, 3), 1);
  EXPECT_EQ(brownian_bridge_tail(-1, 3), 1);
  for (const std::size_t d : {1, 2, 11, 23, 167}) {
    EXPECT_NEAR(brownian_bridge_tail(1e-3, d), 1, 1e-8) << d;
    EXPECT_NEAR(brownian_bridge_tail(100, d), 0, 1e-7) << d;
  }
}
}  // namespace
}  // namespace foretell::numeric
