#include "foretell/models/arima/ar_estimates.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
std::vector<double> autoregressive(std::size_t n) {
  Rng rng(3);
  std::vector<double> x(n);
  for (std::size_t t = 2; t < n; ++t) x[t] = 1.2 * x[t - 1] - 0.6 * x[t - 2] + rng.normal();
  return x;
}

TEST(ArEstimates, AllThreeFindTheCoefficientsOfALongSeries) {
  const auto x = autoregressive(20000);
  for (const auto& found : {yule_walker(x, 2), burg(x, 2), least_squares_autoregressions(x, 2)}) {
    ASSERT_EQ(found.size(), 3U);
    EXPECT_NEAR(found[2].phi[0], 1.2, 0.02);
    EXPECT_NEAR(found[2].phi[1], -0.6, 0.02);
    EXPECT_NEAR(found[2].variance, 1, 0.03);
    EXPECT_GT(found[1].variance, found[2].variance);
  }
}

TEST(ArEstimates, APerfectSeriesEndsTheList) {
  std::vector<double> wave(64);
  for (std::size_t t = 0; t < 64; ++t) wave[t] = std::cos(1.0 * static_cast<double>(t));
  const auto found = least_squares_autoregressions(wave, 12);
  EXPECT_EQ(found.size(), 3U);  // a cosine follows exactly from two values
  EXPECT_NEAR(found[2].phi[0], 2 * std::cos(1.0), 1e-9);
  EXPECT_EQ(yule_walker(std::vector<double>(9, 0.0), 4).size(), 1U);
  EXPECT_EQ(burg(std::vector<double>(9, 0.0), 4).size(), 1U);
}

TEST(ArEstimates, OrdersStayBelowTheLength) {
  const auto x = autoregressive(6);
  EXPECT_LE(yule_walker(x, 50).size(), 6U);
  EXPECT_LE(burg(x, 50).size(), 6U);
  EXPECT_LE(least_squares_autoregressions(x, 50).size(), 3U);
  EXPECT_EQ(burg(std::vector<double>{0.5}, 3).size(), 1U);
}
}  // namespace
}  // namespace foretell
