#include "foretell/models/baseline/zero.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(Zero, ForecastsZeroWithTheMeanSquareAsVariance) {
  const std::vector<double> y{3, kMissing, -4};
  const auto forecast = Zero{}.fit({.values = y})->forecast(2, {});
  EXPECT_EQ(forecast.mean()[1], 0);
  EXPECT_NEAR(forecast.sd(1), std::sqrt(12.5), 1e-12);
}
}  // namespace
}  // namespace foretell
