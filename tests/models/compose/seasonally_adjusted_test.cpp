#include "foretell/models/compose/seasonally_adjusted.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/models/baseline/drift.hpp"
#include "foretell/models/baseline/naive.hpp"

namespace foretell {
namespace {
const std::vector<std::size_t> kTwo{3, 7};

// A line with a season of 3 and one of 7.
std::vector<double> two_seasons(std::size_t size) {
  const std::vector<double> three{-4, 1, 3};
  const std::vector<double> seven{5, -5, 2, -2, 0, 3, -3};
  std::vector<double> y(size);
  for (std::size_t t = 0; t < size; ++t) {
    y[t] = 100 + 0.5 * static_cast<double>(t) + three[t % 3] + seven[t % 7];
  }
  return y;
}

TEST(SeasonallyAdjusted, TakesOutSeveralSeasonsAndPutsThemBack) {
  const auto y = two_seasons(210);
  const SeasonallyAdjusted definition{
      .definition = {"drift", Drift{}}, .decomposition = SeasonOption::kAdditive, .test = false};
  const auto model = definition.fit({.values = std::span(y).first(190), .periods = kTwo});
  ASSERT_TRUE(model);
  ASSERT_EQ(model->seasons.size(), 2U);
  const auto forecast = model->forecast(20, {});
  for (std::size_t k = 0; k < 20; ++k) EXPECT_NEAR(forecast.mean()[k], y[190 + k], 0.2);
  EXPECT_EQ(model->describe().remark, "additive season of 3; additive season of 7");
}

TEST(SeasonallyAdjusted, IsTheInnerModelWhereThereIsNoSeason) {
  std::vector<double> y(40);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = static_cast<double>(t * t);
  const SeasonallyAdjusted definition{.definition = {"naive", Naive{}}};
  const auto model = definition.fit({.values = y, .periods = kTwo});
  ASSERT_TRUE(model);
  EXPECT_TRUE(model->seasons.empty());
  EXPECT_EQ(model->forecast(3, {}).mean()[2], y.back());
}

TEST(SeasonallyAdjusted, ARefusedUpdateKeepsTheSeason) {
  const auto y = two_seasons(100);
  const SeasonallyAdjusted definition{.definition = {"naive", Naive{}}, .test = false};
  auto model = definition.fit({.values = y, .periods = kTwo});
  const auto before = model->state();
  EXPECT_FALSE(model->update(std::vector<double>{1, std::numeric_limits<double>::infinity()}));
  EXPECT_EQ(model->state(), before);
}

TEST(SeasonallyAdjusted, RefusesAPeriodOfOneByName) {
  const auto y = two_seasons(100);
  const SeasonallyAdjusted definition{.definition = {"naive", Naive{}}, .periods = {1}};
  const auto model = definition.fit({.values = y});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().text(), "a period of 1 is no season; it needs at least 2");
}
}  // namespace
}  // namespace foretell
