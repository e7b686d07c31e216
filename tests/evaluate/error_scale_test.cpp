#include "foretell/evaluate/error_scale.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace foretell {
namespace {
TEST(ErrorScale, IsTheErrorOfTheSeasonalNaiveForecast) {
  const std::vector<double> y{1, 5, 2, 8};
  EXPECT_DOUBLE_EQ(error_scale(y, 2).absolute, 2);
  EXPECT_DOUBLE_EQ(error_scale(y, 2).square, 5);
}

TEST(ErrorScale, LeavesMissingPairsOut) {
  const std::vector<double> y{1, std::numeric_limits<double>::quiet_NaN(), 2, 5};
  EXPECT_DOUBLE_EQ(error_scale(y, 1).absolute, 3);
}

TEST(ErrorScale, FallsBackToLagOneAndIsNanForConstants) {
  const std::vector<double> y{1, 4};
  EXPECT_DOUBLE_EQ(error_scale(y, 12).absolute, 3);
  const std::vector<double> constant{2, 2, 2};
  EXPECT_TRUE(std::isnan(error_scale(constant, 1).absolute));
}
}  // namespace
}  // namespace foretell
