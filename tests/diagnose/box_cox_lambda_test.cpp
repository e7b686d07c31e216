#include "foretell/diagnose/box_cox_lambda.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
using Method = BoxCoxLambda::Method;

TEST(BoxCoxLambda, AgreesWithR) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const auto guerrero = BoxCoxLambda{.period = period}.estimate(y);
    const auto likelihood =
        BoxCoxLambda{.period = period, .method = Method::kLogLikelihood}.estimate(y);
    ASSERT_TRUE(guerrero && likelihood) << name;
    EXPECT_NEAR(*guerrero, r["lambda"]["guerrero"], 1e-8) << name;
    EXPECT_NEAR(*likelihood, r["lambda"]["loglik"], 1e-8) << name;
  }
}

TEST(BoxCoxLambda, OfAnExponentialWithMultiplicativeSeasonIsZero) {
  std::vector<double> y(120);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = std::exp(0.02 * static_cast<double>(t)) *
           (1 + 0.3 * std::sin(0.5236 * static_cast<double>(t)));
  }
  EXPECT_NEAR(*BoxCoxLambda{.period = 12}.estimate(y), 0, 0.02);
  EXPECT_NEAR((*BoxCoxLambda{.period = 12, .method = Method::kLogLikelihood}.estimate(y)), 0,
              0.051);
}

TEST(BoxCoxLambda, LeavesMissingValuesOut) {
  auto y = golden::series("AirPassengers").y;
  const double before = *BoxCoxLambda{.period = 12}.estimate(y);
  y[20] = y[77] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NEAR(*BoxCoxLambda{.period = 12}.estimate(y), before, 0.05);
  EXPECT_TRUE((BoxCoxLambda{.period = 12, .method = Method::kLogLikelihood}.estimate(y)));
}

TEST(BoxCoxLambda, SaysWhyItCannotBeEstimated) {
  std::vector<double> y{1, 2, 3, 2, 4, 3, 5, 4, 6};
  EXPECT_EQ(BoxCoxLambda{.period = 5}.estimate(y).error().text(),
            "9 observations, but lambda for a period of 5 needs at least 11");
  EXPECT_EQ((BoxCoxLambda{.lower = 1, .upper = 1}.estimate(y).error().code),
            ErrorCode::kInvalidOption);
  EXPECT_EQ(BoxCoxLambda{.period = 0}.estimate(y).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(BoxCoxLambda{}.estimate(std::vector<double>(9, 3)).error().code, ErrorCode::kNotFinite);
  y[3] = -2;
  EXPECT_EQ(BoxCoxLambda{}.estimate(y).error().text(),
            "a value of -2, but a Box-Cox transform needs values above zero");
  y.assign(9, std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(BoxCoxLambda{}.estimate(y).error().code, ErrorCode::kTooShort);
}
}  // namespace
}  // namespace foretell
