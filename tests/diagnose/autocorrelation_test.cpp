#include "foretell/diagnose/autocorrelation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/base/rng.hpp"
#include "tests/diagnose/golden_series.hpp"

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

TEST(Autocorrelations, AgreeWithROnWholeSeries) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const auto theirs = golden::numbers(r["correlation"]["acf"]);
    const auto ours = autocorrelations(y, theirs.size());
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t k = 0; k < theirs.size(); ++k) EXPECT_NEAR(ours[k], theirs[k], 1e-8) << name;
  }
}

TEST(FastAutocorrelations, AreTheSameToRounding) {
  Rng rng(1);
  std::vector<double> y(3001);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 5 + rng.normal() + (t > 0 ? y[t - 1] : 0);
  y[17] = y[1000] = std::numeric_limits<double>::quiet_NaN();
  const auto slow = autocorrelations(y, 3000), fast = fast_autocorrelations(y, 3000);
  ASSERT_EQ(slow.size(), fast.size());
  for (std::size_t k = 0; k < slow.size(); ++k) EXPECT_NEAR(slow[k], fast[k], 1e-12) << k;
  EXPECT_EQ(fast_autocorrelations(std::vector<double>(3000, 2), 100), std::vector<double>(100, 0));
  EXPECT_EQ(fast_autocorrelations(std::vector<double>(100, 2), 1000).size(), 99U);
}

TEST(BartlettBands, AgreeWithStatsmodels) {
  const auto all = golden::python();
  for (const auto& [name, python] : all.items()) {
    const auto y = golden::series(name).y;
    const auto theirs = golden::numbers(python["bartlett"]);
    const auto ours = bartlett_bands(autocorrelations(y, theirs.size()), y.size());
    for (std::size_t k = 0; k < theirs.size(); ++k) EXPECT_NEAR(ours[k], theirs[k], 1e-9) << name;
    EXPECT_NEAR(white_noise_band(y.size()), theirs[0], 1e-9);
  }
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
