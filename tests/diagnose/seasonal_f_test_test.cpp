#include "foretell/diagnose/seasonal_f_test.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
// R 4.2.2: with y below, t = 1:16, s = factor(t %% 4) and l = c(NA, y[-16]),
// anova(lm(y ~ t + l), lm(y ~ t + l + s)): F 57.7225, p 3.3557e-06.
TEST(SeasonalFTest, AgreesWithRsAnova) {
  const std::vector<double> y{3, 8, 5, 1, 4, 9, 4, 2, 6, 9, 7, 1, 5, 11, 6, 3};
  const std::vector<std::size_t> lags{1};
  const auto answer = SeasonalFTest(y, lags).test(4);
  ASSERT_TRUE(answer);
  EXPECT_NEAR(answer->statistic, 57.722545926, 1e-8);
  EXPECT_NEAR(answer->p_value, 3.3557307e-06, 1e-12);
}

TEST(SeasonalFTest, NeedsDegreesOfFreedom) {
  const std::vector<double> y{3, 8, 5, 1, 4, 9, 4, 2};
  const std::vector<std::size_t> lags{1};
  EXPECT_FALSE(SeasonalFTest(y, lags).test(4));
  EXPECT_FALSE(SeasonalFTest(y, lags).test(1));
}
}  // namespace
}  // namespace foretell
