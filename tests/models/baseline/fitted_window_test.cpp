#include "foretell/models/baseline/fitted_window.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(FittedWindow, UpdatesAsIfFittedToTheLongerSeries) {
  const std::vector<double> y{5, 3, kMissing, 8, 2, 9, 4, kMissing, 7, 1};
  const std::vector<std::size_t> periods{2};
  const Series whole{.values = y, .periods = periods};
  for (const std::size_t window : {1, 2, 3}) {
    FittedWindow model(whole.until(4), 2, window);
    ASSERT_TRUE(model.update(std::span(y).subspan(4)));
    EXPECT_EQ(model.state(), FittedWindow(whole, 2, window).state());
  }
}

TEST(FittedWindow, FittedValuesAreTheForecastsOfTheTime) {
  const std::vector<double> y{5, 3, 6, 8, 2, 9};
  const std::vector<std::size_t> periods{2};
  const Series whole{.values = y, .periods = periods};
  const FittedWindow model(whole, 2, 2);
  const auto fitted = model.fitted(y);
  EXPECT_TRUE(std::isnan(fitted[1]));
  for (std::size_t t = 2; t < y.size(); ++t) {
    EXPECT_EQ(fitted[t], FittedWindow(whole.until(t), 2, 2).forecast(1, {}).mean()[0]);
  }
}

TEST(FittedWindow, ASeasonNeverSeenTakesTheForecastOfTheOneBefore) {
  const std::vector<double> y{1, 7, kMissing};
  EXPECT_EQ(FittedWindow({.values = y}, 3, 1).forecast(3, {}).mean()[2], 7);
}

TEST(FittedWindow, RefusesNumbersThatAreNoState) {
  EXPECT_FALSE(FittedWindow::from_state(std::vector<double>{1, 2, 3}));
  EXPECT_FALSE(FittedWindow::from_state(std::vector<double>{1, 1e18, 1e18, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_FALSE(FittedWindow::from_state(std::vector<double>{1, 1, 1, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_FALSE(FittedWindow::from_state(std::vector<double>{kMissing, 1, 1, 0, 0, 0, 3, 1, 0, 0}));
}
}  // namespace
}  // namespace foretell
