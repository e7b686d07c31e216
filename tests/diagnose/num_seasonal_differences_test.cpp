#include "foretell/diagnose/num_seasonal_differences.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
using SeasonalTest = SeasonalDifferencingOptions::Test;
constexpr std::array kSeasonalTests{SeasonalTest::kStrength, SeasonalTest::kOcsb,
                                    SeasonalTest::kCanovaHansen};

TEST(NumSeasonalDifferences, DecidesAsRsNsdiffs) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    if (period == 1) continue;
    for (std::size_t i = 0; i < kSeasonalTests.size(); ++i) {
      EXPECT_EQ(num_seasonal_differences(y, period, {.test = kSeasonalTests[i]}),
                r["seasons"]["nsdiffs"][i])
          << name << i;
    }
  }
}

TEST(NumSeasonalDifferences, IsZeroWhereTheTestCannotBeComputed) {
  const std::vector<double> y{1, 5, 2, 6, 1, 5, 2, 7};
  for (const auto test : kSeasonalTests) {
    EXPECT_EQ(num_seasonal_differences(y, 4, {.test = test}), 0U);
    EXPECT_EQ(num_seasonal_differences(y, 40, {.test = test}), 0U);
    EXPECT_EQ(num_seasonal_differences({}, 4, {.test = test}), 0U);
    EXPECT_EQ(num_seasonal_differences(std::vector<double>(40, 3), 4, {.test = test}), 0U);
    EXPECT_EQ(num_seasonal_differences(std::vector<double>(40, std::nan("")), 4, {.test = test}),
              0U);
  }
}

TEST(NumSeasonalDifferences, GoesOnThroughGaps) {
  auto y = golden::series("AirPassengers").y;
  y[5] = y[80] = std::nan("");
  EXPECT_EQ(num_seasonal_differences(y, 12), 1U);
}

TEST(NumSeasonalDifferences, RefusesPeriodsBelowTwo) {
  EXPECT_EQ(num_seasonal_differences(std::vector<double>(40, 3), 1).error().text(),
            "period 1, but a seasonal difference needs at least 2");
  EXPECT_EQ(num_seasonal_differences({}, 4, {.alpha = 0}).error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell
