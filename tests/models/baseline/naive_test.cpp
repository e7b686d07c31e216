#include "foretell/models/baseline/naive.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(Naive, RepeatsTheLastObservationWithTheVarianceOfARandomWalk) {
  const std::vector<double> y{1, 3, 2};
  const auto model = Naive{}.fit({.values = y});
  ASSERT_TRUE(model);
  const auto forecast = model->forecast(4, {});
  EXPECT_EQ(forecast.mean()[3], 2);
  EXPECT_NEAR(forecast.sd(3), std::sqrt(4 * 2.5), 1e-12);
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
}  // namespace
}  // namespace foretell
