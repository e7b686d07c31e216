#include "foretell/models/baseline/naive.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(Naive, AgreesWithR) {
  for (const char* name : {"AirPassengers", "Nile", "UKgas"}) {
    const auto r = golden::read(std::string("models/baseline/golden/") + name + ".json");
    const auto y = golden::numbers(r["y"]);
    const std::vector<std::size_t> period{r["period"].get<std::size_t>()};
    const auto model = Naive{}.fit({.values = y, .periods = period});
    ASSERT_TRUE(model);
    golden::expect_forecast(model->forecast(15, {}), r["naive"], 1e-9);
  }
}

TEST(Naive, RepeatsTheLastObservationWithTheVarianceOfARandomWalk) {
  const std::vector<double> y{1, 3, 2};
  const auto model = Naive{}.fit({.values = y});
  ASSERT_TRUE(model);
  const auto forecast = model->forecast(4, {});
  EXPECT_EQ(forecast.mean()[3], 2);
  EXPECT_NEAR(forecast.sd(3), std::sqrt(4 * 2.5), 1e-12);
}

TEST(Naive, TakesADifferenceOverAGapAsSeveralSteps) {
  const std::vector<double> y{1, kMissing, 3, kMissing};
  const auto model = Naive{}.fit({.values = y});
  EXPECT_DOUBLE_EQ(model->sigma(), std::sqrt(2.0 * 2.0 / 2.0));
  EXPECT_NEAR(model->forecast(1, {}).sd(0), std::sqrt(2 * 2.0), 1e-12);
}

TEST(Naive, IsADefinitionBehindOneType) {
  const AnyDefinition any("naive", Naive{});
  const std::vector<double> y{1, 2};
  EXPECT_EQ(any.fit({.values = y})->forecast(1).mean()[0], 2);
}

TEST(Naive, RefusesAnEmptySeries) {
  const auto model = Naive{}.fit({.id = "a"});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().text(), "series a: 0 observations, but the model needs at least 1");
}

TEST(Naive, RefusesAnInfiniteUpdateAndStaysAsItWas) {
  const std::vector<double> y{1, 2}, bad{3, std::numeric_limits<double>::infinity()};
  auto model = Naive{}.fit({.values = y});
  const auto refused = model->update(bad);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(model->forecast(1, {}).mean()[0], 2);
}
}  // namespace
}  // namespace foretell
