#include "foretell/models/forecast.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(Forecast, NormalIntervalsAreThoseOfTheTable) {
  const auto forecast = Forecast::normal({10}, {2});
  const auto [lo, hi] = forecast.interval(0, 0.95);
  EXPECT_NEAR(lo, 10 - 1.959963984540054 * 2, 1e-12);
  EXPECT_NEAR(hi, 10 + 1.959963984540054 * 2, 1e-12);
}

TEST(Forecast, StudentIntervalsAreWider) {
  EXPECT_NEAR(Forecast::student({0}, {1}, 5).quantile(0, 0.975), 2.570581835636314, 1e-12);
}

TEST(Forecast, QuantilesOfPathsInterpolateAndNeverCross) {
  const std::vector<double> paths{1, 10, 3, 30, 2, 20};
  const auto forecast = Forecast::from_paths(paths, 2);
  EXPECT_DOUBLE_EQ(forecast.mean()[0], 2);
  EXPECT_DOUBLE_EQ(forecast.quantile(1, 0.5), 20);
  EXPECT_DOUBLE_EQ(forecast.quantile(1, 0.25), 15);
}

TEST(Forecast, PoolsQuantilesByMeanAndByMedian) {
  const std::vector<Forecast> parts{Forecast::normal({0}, {1}), Forecast::normal({2}, {1}),
                                    Forecast::normal({10}, {1})};
  EXPECT_DOUBLE_EQ(Forecast::pooled(parts, Forecast::Pool::kMean).mean()[0], 4);
  const auto median = Forecast::pooled(parts, Forecast::Pool::kMedian);
  EXPECT_DOUBLE_EQ(median.mean()[0], 2);
  EXPECT_NEAR(median.quantile(0, 0.975), 2 + 1.959963984540054, 1e-12);
}

TEST(Forecast, ScaleAndShiftReachMeanAndQuantiles) {
  auto forecast = Forecast::pooled({Forecast::normal({1, 2}, {1, 1})}, Forecast::Pool::kMean);
  forecast.scale(std::vector<double>{2, 3});
  forecast.shift(std::vector<double>{1, -1});
  EXPECT_DOUBLE_EQ(forecast.mean()[1], 5);
  EXPECT_NEAR(forecast.quantile(1, 0.975), 5 + 3 * 1.959963984540054, 1e-12);
}

TEST(Forecast, AllStepsAtOnceGiveTheSameQuantiles) {
  const std::vector<double> paths{1, 10, 3, 30, 2, 20};
  const std::vector<Forecast> kinds{
      Forecast::normal({1, 2}, {3, 4}), Forecast::student({1, 2}, {3, 4}, 5),
      Forecast::from_paths(paths, 2),
      Forecast::pooled({Forecast::normal({1, 2}, {3, 4}), Forecast::from_paths(paths, 2)},
                       Forecast::Pool::kMedian)};
  for (Forecast forecast : kinds) {
    for (int clip = 0; clip < 2; ++clip) {
      for (const double p : {0.025, 0.4, 0.9}) {
        std::vector<double> values(2);
        forecast.quantiles(p, values);
        EXPECT_DOUBLE_EQ(values[0], forecast.quantile(0, p));
        EXPECT_DOUBLE_EQ(values[1], forecast.quantile(1, p));
      }
      forecast.clip_below(0);
    }
  }
}

TEST(Forecast, ClippingKeepsEverythingAboveTheBound) {
  auto forecast = Forecast::normal({-1, 3}, {1, 5});
  forecast.clip_below(0);
  EXPECT_EQ(forecast.mean()[0], 0);
  EXPECT_EQ(forecast.interval(1, 0.95).lo, 0);
  EXPECT_GT(forecast.interval(1, 0.95).hi, 0);
}
}  // namespace
}  // namespace foretell
