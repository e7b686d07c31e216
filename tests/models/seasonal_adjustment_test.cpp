#include "foretell/models/seasonal_adjustment.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace foretell {
namespace {
std::vector<double> seasonal(double scale) {
  const std::vector<double> season{0.8, 1.0, 1.2};
  std::vector<double> y(20);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = scale * season[t % 3];
  return y;
}

TEST(SeasonalAdjustment, PutsBackWhatItRemoved) {
  for (const auto option : {SeasonOption::kMultiplicative, SeasonOption::kAdditive}) {
    const auto y = seasonal(50);
    auto season = SeasonalAdjustment::estimate(y, 3, option);
    auto values = season.removed(y);
    for (const double value : values) EXPECT_NEAR(value, 50, 1e-9);
    season.put_back_from_start(values);
    for (std::size_t t = 0; t < y.size(); ++t) EXPECT_NEAR(values[t], y[t], 1e-12);
  }
}

TEST(SeasonalAdjustment, ContinuesInTheRightSeason) {
  const auto y = seasonal(10);
  auto season = SeasonalAdjustment::estimate(y, 3, SeasonOption::kMultiplicative);
  (void)season.removed(y);
  auto forecast = Forecast::normal({10, 10}, {1, 1});
  season.put_back(forecast);
  EXPECT_NEAR(forecast.mean()[0], 12, 1e-9);
  EXPECT_NEAR(forecast.mean()[1], 8, 1e-9);
  EXPECT_NEAR(forecast.sd(1), 0.8, 1e-9);
}

TEST(SeasonalAdjustment, IsAdditiveWhereDividingIsUnsafe) {
  auto y = seasonal(10);
  y[4] = 0;
  EXPECT_EQ(SeasonalAdjustment::estimate(y, 3, SeasonOption::kMultiplicative).composition,
            Composition::kAdditive);
}

TEST(SeasonalAdjustment, IsEmptyWithoutSeasonOrData) {
  const auto y = seasonal(10);
  EXPECT_TRUE(SeasonalAdjustment::estimate(y, 1, SeasonOption::kAdditive).figure.empty());
  EXPECT_TRUE(SeasonalAdjustment::estimate(y, 3, SeasonOption::kNone).figure.empty());
  EXPECT_TRUE(SeasonalAdjustment::estimate(y, 15, SeasonOption::kAdditive).figure.empty());
}

TEST(SeasonalAdjustment, ReadsBackItsState) {
  const auto y = seasonal(10);
  auto season = SeasonalAdjustment::estimate(y, 3, SeasonOption::kMultiplicative);
  season.next = 2;
  std::vector<double> state;
  season.append_state(state);
  state.push_back(99);
  std::span<const double> rest = state;
  const auto back = SeasonalAdjustment::take_state(rest);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->figure, season.figure);
  EXPECT_EQ(back->next, 2U);
  EXPECT_EQ(rest.size(), 1U);
  std::span<const double> broken = std::span(state).first(4);
  EXPECT_FALSE(SeasonalAdjustment::take_state(broken));
}
}  // namespace
}  // namespace foretell
