#include "foretell/models/smoothing/theta_response.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "foretell/models/smoothing/theta.hpp"

namespace foretell {
namespace {
constexpr double kAlpha = 0.35;
constexpr double kWeight = 0.7;

TEST(ThetaResponse, OfAFixedLineIsSimpleSmoothing) {
  ThetaResponse response(kAlpha, 0, 20);
  for (int k = 1; k <= 5; ++k) {
    EXPECT_NEAR(response.next_variance(), 1 + (k - 1) * kAlpha * kAlpha, 1e-14);
  }
}

TEST(ThetaResponse, VarianceIsTheSumOfSquaredResponses) {
  constexpr int kSteps = 8;
  ThetaResponse whole(kAlpha, kWeight, 12);
  std::vector<double> variance(kSteps, 0);
  for (int origin = 0; origin < kSteps; ++origin) {
    ThetaResponse impulse(kAlpha, kWeight, 12);
    for (int k = 0; k < kSteps; ++k) {
      const double y = impulse.step(k == origin ? 1 : 0);
      variance[static_cast<std::size_t>(k)] += y * y;
    }
  }
  for (const double expected : variance) {
    EXPECT_NEAR(whole.next_variance(), expected, 1e-12 * expected);
  }
}

// The response is the derivative of the forecasts by the last observation.
TEST(ThetaResponse, IsTheDerivativeOfTheForecast) {
  std::vector<double> y(20);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = 3 * static_cast<double>(t) + std::sin(static_cast<double>(t));
  }
  const auto model =
      Theta{
          .variant = Theta::Variant::kDynamicOptimized, .alpha = kAlpha, .theta = 1 / (1 - kWeight)}
          .fit({.values = y});
  auto low = *model;
  auto high = *model;
  const double next = model->forecast(1, {}).mean()[0];
  ASSERT_TRUE(low.update(std::vector<double>{next}));
  ASSERT_TRUE(high.update(std::vector<double>{next + 1}));
  ThetaResponse response(kAlpha, kWeight, 20);
  EXPECT_EQ(response.step(1), 1);
  for (std::size_t k = 0; k < 6; ++k) {
    EXPECT_NEAR(high.forecast(6, {}).mean()[k] - low.forecast(6, {}).mean()[k], response.step(0),
                1e-9);
  }
}
}  // namespace
}  // namespace foretell
