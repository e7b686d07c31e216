#include "foretell/transform/difference.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
TEST(Difference, TakesLagAndTimes) {
  const std::vector<double> squares{0, 1, 4, 9, 16, 25};
  EXPECT_EQ(*difference(squares), (std::vector<double>{1, 3, 5, 7, 9}));
  EXPECT_EQ(*difference(squares, 1, 2), (std::vector<double>{2, 2, 2, 2}));
  EXPECT_EQ(*difference(squares, 2, 2), (std::vector<double>{8, 8}));
  EXPECT_EQ(*difference(squares, 4, 0), squares);
}

TEST(Difference, IntegrationGivesTheSeriesBack) {
  Rng rng(5);
  std::vector<double> y(60);
  for (double& value : y) value = rng.normal();
  for (const std::size_t lag : {1, 4, 12}) {
    for (const std::size_t times : {0, 1, 2, 3}) {
      const auto all = std::span<const double>(y);
      const auto back = integrate(*difference(y, lag, times), all.first(lag * times), lag, times);
      ASSERT_TRUE(back);
      ASSERT_EQ(back->size(), y.size() - lag * times);
      for (std::size_t t = 0; t < back->size(); ++t) {
        EXPECT_NEAR((*back)[t], y[t + lag * times], 1e-9);
      }
    }
  }
}

TEST(Difference, MissingValuesMakeDifferencesMissing) {
  const auto d =
      difference(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN(), 4, 6}, 1, 1);
  EXPECT_TRUE(std::isnan((*d)[0]) && std::isnan((*d)[1]));
  EXPECT_EQ((*d)[2], 2);
}

TEST(Difference, RefusesWhatLeavesNothing) {
  const std::vector<double> y{1, 2, 3};
  EXPECT_EQ(difference(y, 0).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(difference(y, 3).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(difference(y, 1, std::numeric_limits<std::size_t>::max()).error().code,
            ErrorCode::kTooShort);
  EXPECT_EQ(difference({}, 1, 0).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(integrate(y, y, 2, 1).error().text(),
            "1 differences at lag 2 go on from 1 · 2 values, not from 3");
  EXPECT_EQ(integrate(y, y, 0, 1).error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell
