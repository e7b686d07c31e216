#include "foretell/evaluate/loss.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "foretell/numeric/distribution.hpp"

namespace foretell {
namespace {
TEST(Loss, PinballWeighsTheTwoSides) {
  EXPECT_DOUBLE_EQ(pinball(10, 8, 0.9), 1.8);
  EXPECT_DOUBLE_EQ(pinball(8, 10, 0.9), 0.2);
}

TEST(Loss, SymmetricPercentageErrorStaysBetweenZeroAnd200) {
  EXPECT_EQ(symmetric_percentage_error(0, 0), 0);
  EXPECT_EQ(symmetric_percentage_error(0, 5), 200);
  EXPECT_DOUBLE_EQ(symmetric_percentage_error(100, 50), 200.0 / 3);
}

TEST(Loss, IntervalScoreIsTheWidthInside) {
  EXPECT_DOUBLE_EQ(interval_score(5, 4, 6, 0.8), 2);
  EXPECT_NEAR(interval_score(7, 4, 6, 0.8), 2 + 10, 1e-12);
  EXPECT_NEAR(interval_score(3, 4, 6, 0.8), 2 + 10, 1e-12);
}

TEST(Loss, CrpsOfANormalIsItsClosedForm) {
  std::vector<double> quantiles;
  const int count = 2000;
  for (int i = 0; i < count; ++i) quantiles.push_back(numeric::normal_quantile((i + 0.5) / count));
  const double y = 0.7;
  const double density = std::exp(-y * y / 2) / std::sqrt(2 * std::numbers::pi);
  const double exact =
      y * (2 * numeric::normal_cdf(y) - 1) + 2 * density - 1 / std::sqrt(std::numbers::pi);
  EXPECT_NEAR(crps_of_quantiles(y, quantiles), exact, 1e-3);
}
}  // namespace
}  // namespace foretell
