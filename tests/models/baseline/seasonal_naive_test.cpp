#include "foretell/models/baseline/seasonal_naive.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(SeasonalNaive, AgreesWithR) {
  for (const char* name : {"AirPassengers", "UKgas"}) {
    const auto r = golden::read(std::string("models/baseline/golden/") + name + ".json");
    const auto y = golden::numbers(r["y"]);
    const std::vector<std::size_t> period{r["period"].get<std::size_t>()};
    const auto model = SeasonalNaive{}.fit({.values = y, .periods = period});
    ASSERT_TRUE(model);
    golden::expect_forecast(model->forecast(15, {}), r["snaive"], 1e-9);
  }
}

TEST(SeasonalNaive, RepeatsItsLastCycle) {
  const std::vector<double> y{1, 2, 3, 4, 5, 6, 7};
  const std::vector<std::size_t> periods{3};
  const auto forecast = SeasonalNaive{}.fit({.values = y, .periods = periods})->forecast(4, {});
  EXPECT_EQ(std::vector(forecast.mean().begin(), forecast.mean().end()),
            (std::vector<double>{5, 6, 7, 5}));
}

TEST(SeasonalNaive, TakesTheLastKnownValueOfAMissingSeason) {
  const std::vector<double> y{1, 2, 4, kMissing};
  const std::vector<std::size_t> periods{2};
  const auto forecast = SeasonalNaive{}.fit({.values = y, .periods = periods})->forecast(2, {});
  EXPECT_EQ(forecast.mean()[1], 2);
  EXPECT_NEAR(forecast.sd(1), std::sqrt(2.0) * forecast.sd(0), 1e-12);
}

TEST(SeasonalNaive, IsNaiveAndSaysSoWhereTheSeriesIsShorterThanASeason) {
  const std::vector<double> y{1, 2, 5};
  const std::vector<std::size_t> periods{12};
  const auto model = SeasonalNaive{}.fit({.values = y, .periods = periods});
  EXPECT_EQ(model->forecast(13, {}).mean()[12], 5);
  EXPECT_EQ(model->describe().remark, "shorter than one season (12): without season instead");
}
}  // namespace
}  // namespace foretell
