#include "foretell/models/baseline/mean.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(Mean, AgreesWithR) {
  for (const char* name : {"AirPassengers", "Nile", "UKgas"}) {
    const auto r = golden::read(std::string("models/baseline/golden/") + name + ".json");
    const auto y = golden::numbers(r["y"]);
    const std::vector<std::size_t> period{r["period"].get<std::size_t>()};
    const auto model = Mean{}.fit({.values = y, .periods = period});
    ASSERT_TRUE(model);
    golden::expect_forecast(model->forecast(15, {}), r["meanf"], 1e-9);
  }
}

TEST(Mean, LeavesMissingValuesOut) {
  const std::vector<double> y{1, kMissing, 3};
  const auto model = Mean{}.fit({.values = y});
  ASSERT_TRUE(model);
  EXPECT_DOUBLE_EQ(model->mean(), 2);
  EXPECT_DOUBLE_EQ(model->sigma(), std::sqrt(2.0));
}

TEST(Mean, KeepsItsVarianceFarFromZero) {
  const std::vector<double> y{1e9 + 1, 1e9 + 2, 1e9 + 3};
  EXPECT_NEAR(Mean{}.fit({.values = y})->sigma(), 1, 1e-9);
}

TEST(Mean, IsSureOfASingleObservation) {
  const std::vector<double> y{4};
  const auto forecast = Mean{}.fit({.values = y})->forecast(1, {});
  EXPECT_EQ(forecast.interval(0, 0.95).lo, 4);
}
}  // namespace
}  // namespace foretell
