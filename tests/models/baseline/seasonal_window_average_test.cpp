#include "foretell/models/baseline/seasonal_window_average.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(SeasonalWindowAverage, AveragesTheSameSeasonOfTheLastCycles) {
  const std::vector<double> y{100, 100, 1, 10, 3, 30};
  const std::vector<std::size_t> periods{2};
  const auto forecast =
      SeasonalWindowAverage{}.fit({.values = y, .periods = periods})->forecast(3, {});
  EXPECT_DOUBLE_EQ(forecast.mean()[0], 2);
  EXPECT_DOUBLE_EQ(forecast.mean()[1], 20);
  EXPECT_NEAR(forecast.sd(2) / forecast.sd(0), std::sqrt(1 + 4.0 / 9), 1e-12);
}

TEST(SeasonalWindowAverage, RefusesTooManyCyclesByName) {
  const std::vector<double> y{1};
  const auto model = SeasonalWindowAverage{.window = 101}.fit({.values = y});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell
