#include <gtest/gtest.h>

#include <cmath>

#include "foretell/models/smoothing/theta.hpp"
#include "tests/golden.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {
using Variant = Theta::Variant;
constexpr Variant kVariants[] = {Variant::kStandard, Variant::kOptimized, Variant::kDynamicStandard,
                                 Variant::kDynamicOptimized};

std::vector<double> nile() {
  return golden::numbers(golden::read("models/smoothing/golden/theta_Nile.json")["y"]);
}

// Hand-run recursion of Fiorucci et al. (2016), eq. (11)–(16), at fixed parameters.
TEST(ThetaFitted, DynamicPredictionsFollowThePublishedRecursion) {
  const auto y = nile();
  const double alpha = 0.4;
  const double theta = 3;
  const auto model =
      Theta{.variant = Variant::kDynamicOptimized, .alpha = alpha, .theta = theta}.fit(
          {.values = y});
  ASSERT_TRUE(model);
  const auto fitted = model->fitted(y);
  double level = model->initial_level + model->origin * (1 - model->weight);
  double mean = y[0];
  double slope = 0;
  double intercept = y[0];
  for (std::size_t i = 0; i < y.size(); ++i) {
    const auto t = static_cast<double>(i + 1);
    const double expected =
        level + (1 - 1 / theta) * (std::pow(1 - alpha, t - 1) * intercept +
                                   (1 - std::pow(1 - alpha, t)) / alpha * slope);
    EXPECT_NEAR(fitted[i], expected, 1e-8) << t;
    level = alpha * y[i] + (1 - alpha) * level;
    slope = i == 0 ? 0 : ((t - 2) * slope + 6 / t * (y[i] - mean)) / (t + 1);
    mean = ((t - 1) * mean + y[i]) / t;
    intercept = mean - (t + 1) / 2 * slope;
  }
}

TEST(ThetaFitted, RefusesAGapThatWouldRunForEver) {
  auto state = Theta{}.fit({.values = nile()})->state();
  state[11] = state[12] = 1e18;  // time and since
  const auto model = Theta::Fitted::from_state(state);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kBadFile);
}

TEST(ThetaFitted, BridgesMissingValuesAndSaysSo) {
  auto y = nile();
  y[10] = y[50] = kMissing;
  for (const Variant variant : kVariants) {
    const auto whole = Theta{.variant = variant}.fit({.values = nile()});
    const auto model = Theta{.variant = variant}.fit({.values = y});
    ASSERT_TRUE(model);
    EXPECT_EQ(model->describe().remark, "2 missing values bridged");
    EXPECT_NEAR(model->forecast(1, {}).mean()[0], whole->forecast(1, {}).mean()[0], 20);
  }
}

TEST(ThetaFitted, MissingValuesAtTheEndMoveTheForecastOn) {
  auto y = nile();
  for (const Variant variant : kVariants) {
    auto model = Theta{.variant = variant}.fit({.values = y});
    ASSERT_TRUE(model);
    const auto before = model->forecast(5, {});
    ASSERT_TRUE(model->update(std::vector<double>{kMissing, kMissing}));
    const auto after = model->forecast(3, {});
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_NEAR(after.sd(k), before.sd(k + 2), 1e-9 * before.sd(k + 2));
      if (variant != Variant::kStandard) {
        EXPECT_NEAR(after.mean()[k], before.mean()[k + 2], 1e-8);
      }
    }
  }
}
}  // namespace
}  // namespace foretell
