#include "foretell/diagnose/long_run_variance.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace foretell {
namespace {
TEST(LongRunVariance, WeighsLaggedProductsByBartlett) {
  const std::vector<double> e{1, -2, 3, 0, -2};
  // Σe² = 18, lag 1: −2 − 6 + 0 + 0 = −8, lag 2: 3 + 0 − 6 = −3.
  EXPECT_DOUBLE_EQ(long_run_variance(e, 0), 18.0 / 5);
  EXPECT_DOUBLE_EQ(long_run_variance(e, 2), (18 + 2 * (2.0 / 3 * -8 + 1.0 / 3 * -3)) / 5);
}

TEST(SchwertLags, FollowTheFourthRoot) {
  EXPECT_EQ(schwert_lags(100, 4), 4U);
  EXPECT_EQ(schwert_lags(144, 12), 13U);
  EXPECT_EQ(schwert_lags(3, 12), 2U);
  EXPECT_EQ(schwert_lags(0, 12), 0U);
}
}  // namespace
}  // namespace foretell
