#include "foretell/models/baseline/drift.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(Drift, AgreesWithR) {
  for (const char* name : {"AirPassengers", "Nile", "UKgas"}) {
    const auto r = golden::read(std::string("models/baseline/golden/") + name + ".json");
    const auto y = golden::numbers(r["y"]);
    const std::vector<std::size_t> period{r["period"].get<std::size_t>()};
    const auto model = Drift{}.fit({.values = y, .periods = period});
    ASSERT_TRUE(model);
    golden::expect_forecast(model->forecast(15, {}), r["drift"], 1e-9);
  }
}

TEST(Drift, ContinuesALineWithoutUncertainty) {
  const std::vector<double> y{1, 3, kMissing, 7, kMissing};
  const auto model = Drift{}.fit({.values = y});
  ASSERT_TRUE(model);
  const auto forecast = model->forecast(2, {});
  EXPECT_DOUBLE_EQ(forecast.mean()[0], 11);
  EXPECT_DOUBLE_EQ(forecast.mean()[1], 13);
  EXPECT_NEAR(forecast.sd(1), 0, 1e-7);
}

TEST(Drift, RepeatsASingleObservation) {
  const std::vector<double> y{kMissing, 5};
  const auto forecast = Drift{}.fit({.values = y})->forecast(2, {});
  EXPECT_EQ(forecast.mean()[1], 5);
  EXPECT_EQ(forecast.sd(1), 0);
}
}  // namespace
}  // namespace foretell
