#include "foretell/transform/box_cox.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/rng.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

TEST(BoxCox, InverseGivesTheSeriesBack) {
  Rng rng(3);
  std::vector<double> y(200);
  for (double& value : y) value = std::exp(3 * rng.normal());
  y[7] = kMissing;
  for (const double lambda : {-1.0, -0.3, 0.0, 0.1, 0.5, 1.0, 2.0}) {
    const auto back = inverse_box_cox(*box_cox(y, lambda), lambda);
    ASSERT_TRUE(back) << lambda;
    for (std::size_t t = 0; t < y.size(); ++t) {
      if (t == 7) continue;
      ASSERT_NEAR((*back)[t] / y[t], 1, 1e-9) << lambda << " of " << y[t];
    }
    EXPECT_TRUE(std::isnan((*back)[7]));
  }
  const std::vector<double> negative{-8, 0, 8};
  const auto back = inverse_box_cox(*box_cox(negative, 0.5), 0.5);
  for (std::size_t t = 0; t < 3; ++t) EXPECT_NEAR((*back)[t], negative[t], 1e-14);
}

TEST(BoxCox, MeanOfASkewedValueLiesAboveItsMedian) {
  // ln y normal: median exp(1), mean exp(1 + 0.02/2), and the correction is right to second order.
  EXPECT_NEAR(inverse_box_cox_mean(1, 0.02, 0), std::exp(1.01), 2e-4);
  // √: z = 2(√y − 1) with z ~ N(4, 1): y = (1 + z/2)², so E y = 9 + 1/4 exactly.
  EXPECT_NEAR(inverse_box_cox_mean(4, 1, 0.5), 9.25, 1e-14);
  EXPECT_EQ(inverse_box_cox_mean(4, 1, 1), 5);
}

TEST(BoxCox, RefusesWhatHasNoMap) {
  EXPECT_EQ(box_cox(std::vector<double>{1, 0}, 0).error().text(),
            "observation 2 is 0, but a lambda of zero or less needs values above zero");
  EXPECT_EQ(box_cox(std::vector<double>{1}, kMissing).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(box_cox(std::vector<double>{HUGE_VAL}, 1).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(box_cox(std::vector<double>{1e300}, 2).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(inverse_box_cox(std::vector<double>{1e4}, 0).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(inverse_box_cox(1.5, -1), HUGE_VAL);
}
}  // namespace
}  // namespace foretell
