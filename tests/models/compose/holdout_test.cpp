#include "foretell/models/compose/holdout.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/baseline/window_average.hpp"

namespace foretell {
namespace {
Series line(std::vector<double>& y, std::size_t size) {
  y.resize(size);
  for (std::size_t t = 0; t < size; ++t) y[t] = static_cast<double>(t);
  return {.values = y};
}

TEST(Holdout, LeavesTwoThirdsToFitTo) {
  std::vector<double> y;
  const auto holdout = Holdout::of(line(y, 30), 5, 4);
  EXPECT_EQ(holdout.windows, 2U);
  EXPECT_EQ(Holdout::of(line(y, 3), 2, 0).windows, 0U);
  EXPECT_EQ(Holdout::of(line(y, 96), 2, 0).horizon, 6U);
}

TEST(Holdout, AveragesTheErrorsOfAllWindows) {
  std::vector<double> y;
  const Series series = line(y, 30);
  const Holdout holdout{.horizon = 3, .windows = 2};
  EXPECT_DOUBLE_EQ(holdout.mean_absolute_error({"naive", Naive{}}, series), 2);
  y[28] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_DOUBLE_EQ(holdout.mean_absolute_error({"naive", Naive{}}, series), 2);
}

TEST(Holdout, HasNoErrorForAModelThatFails) {
  std::vector<double> y;
  const Series series = line(y, 30);
  const Holdout holdout{.horizon = 3, .windows = 2};
  EXPECT_TRUE(
      std::isnan(holdout.mean_absolute_error({"broken", WindowAverage{.window = 0}}, series)));
}
}  // namespace
}  // namespace foretell
