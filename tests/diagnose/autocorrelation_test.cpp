#include "foretell/diagnose/autocorrelation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace foretell {
namespace {
// R 4.2.2: acf(Nile[1:10], plot = FALSE)
const std::vector<double> kNile{1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140};

TEST(Autocorrelations, AgreeWithR) {
  const auto r = autocorrelations(kNile, 3);
  ASSERT_EQ(r.size(), 3U);
  EXPECT_NEAR(r[0], -0.147430929, 1e-8);
  EXPECT_NEAR(r[1], -0.387451708, 1e-8);
  EXPECT_NEAR(r[2], -0.111105870, 1e-8);
}

TEST(Autocorrelations, OfAConstantSeriesAreZero) {
  EXPECT_EQ(autocorrelations(std::vector<double>(5, 2), 9), std::vector<double>(4, 0));
}

TEST(Autocorrelations, LeaveMissingValuesOut) {
  auto y = kNile;
  y[4] = std::numeric_limits<double>::quiet_NaN();
  for (const double r : autocorrelations(y, 3)) EXPECT_TRUE(std::abs(r) < 1);
}

TEST(HasSeason, FindsASineAndNotALine) {
  std::vector<double> sine(40), line(40);
  for (std::size_t t = 0; t < 40; ++t) {
    sine[t] = std::sin(2 * 3.14159265358979 * static_cast<double>(t) / 8);
    line[t] = static_cast<double>(t);
  }
  EXPECT_TRUE(has_season(sine, 8));
  EXPECT_FALSE(has_season(line, 8));
  EXPECT_FALSE(has_season(std::span(sine).first(16), 8)) << "two periods are not enough";
  EXPECT_FALSE(has_season(std::vector<double>(40, 1), 8));
}
}  // namespace
}  // namespace foretell
