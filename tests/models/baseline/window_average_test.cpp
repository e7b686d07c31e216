#include "foretell/models/baseline/window_average.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"
#include "tests/models/against_r.hpp"

namespace foretell {
namespace {

TEST(WindowAverage, AveragesTheLastObservations) {
  const std::vector<double> y{9, 1, kMissing, 2, 6};
  const auto model = WindowAverage{}.fit({.values = y});
  ASSERT_TRUE(model);
  EXPECT_DOUBLE_EQ(model->forecast(5, {}).mean()[4], 3);
}

TEST(WindowAverage, OfOneIsNaive) {
  const std::vector<double> y{1, 3, 2};
  EXPECT_NEAR(WindowAverage{.window = 1}.fit({.values = y})->forecast(4, {}).sd(3),
              std::sqrt(4 * 2.5), 1e-12);
}

TEST(WindowAverage, RefusesAWindowOfZeroByName) {
  const std::vector<double> y{1};
  const auto model = WindowAverage{.window = 0}.fit({.values = y});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().text(), "window is 0, but has to be from 1 to 100000");
}
}  // namespace
}  // namespace foretell
