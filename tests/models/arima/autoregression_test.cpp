#include "foretell/models/arima/autoregression.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "tests/golden.hpp"

namespace foretell {
namespace {
TEST(Autoregression, HasTheYuleWalkerEstimatesOfR) {
  // ar(lh): 0.6534, -0.0636, -0.2269, mean 2.4, order 3 (the example of R's documentation)
  const std::vector<double> lh{2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7,
                               2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2, 1.9, 1.9, 1.8, 2.7, 3.0,
                               2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7,
                               1.5, 1.4, 2.1, 3.3, 3.5, 3.5, 3.1, 2.6, 2.1, 3.4, 3.0, 2.9};
  const auto model = Autoregression{}.fit({.values = lh});
  ASSERT_TRUE(model);
  ASSERT_EQ(model->order.p, 3U);
  EXPECT_NEAR(model->coefficients[0], 0.6534, 5e-5);
  EXPECT_NEAR(model->coefficients[1], -0.0636, 5e-5);
  EXPECT_NEAR(model->coefficients[2], -0.2269, 5e-5);
  EXPECT_NEAR(model->slopes[0], 2.4, 1e-9);
  // ar(lh, method = "burg"): 0.6588, -0.0608, -0.2234
  const auto burg = Autoregression{.method = Autoregression::Method::kBurg}.fit({.values = lh});
  ASSERT_EQ(burg->order.p, 3U);
  EXPECT_NEAR(burg->coefficients[0], 0.6588, 5e-5);
  EXPECT_NEAR(burg->coefficients[1], -0.0608, 5e-5);
  EXPECT_NEAR(burg->coefficients[2], -0.2234, 5e-5);
  // ar.ols(lh, order.max = 1, aic = FALSE): 0.586, around its intercept
  const auto ols = Autoregression{.order = 1, .method = Autoregression::Method::kLeastSquares}.fit(
      {.values = lh});
  ASSERT_TRUE(ols);
  EXPECT_NEAR(ols->coefficients[0], 0.586, 5e-4);
}

TEST(Autoregression, AgreesWithItselfOnALongSeries) {
  Rng rng(3);
  std::vector<double> y(4000, 0);
  for (std::size_t t = 2; t < y.size(); ++t) y[t] = 0.5 * y[t - 1] + 0.3 * y[t - 2] + rng.normal();
  using Method = Autoregression::Method;
  for (const Method method : {Method::kYuleWalker, Method::kBurg, Method::kLeastSquares}) {
    const auto model = Autoregression{.order = 2, .method = method}.fit({.values = y});
    ASSERT_TRUE(model);
    EXPECT_NEAR(model->coefficients[0], 0.5, 0.05);
    EXPECT_NEAR(model->coefficients[1], 0.3, 0.05);
    EXPECT_NEAR(model->sigma(), 1, 0.03);
  }
}
}  // namespace
}  // namespace foretell
