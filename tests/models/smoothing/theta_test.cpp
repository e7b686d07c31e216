#include "foretell/models/smoothing/theta.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/models/against_r.hpp"

namespace foretell {
namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
using Variant = Theta::Variant;
constexpr Variant kVariants[] = {Variant::kStandard, Variant::kOptimized, Variant::kDynamicStandard,
                                 Variant::kDynamicOptimized};

std::vector<double> nile() {
  return golden::numbers(golden::read("models/smoothing/golden/theta_Nile.json")["y"]);
}

TEST(Theta, AgreesWithRWithoutSeason) {
  const auto r = golden::read("models/smoothing/golden/theta_Nile.json");
  const auto y = golden::numbers(r["y"]);
  const auto model = Theta{}.fit({.values = y});
  ASSERT_TRUE(model);
  // R stops its search earlier: its sum of squares is 2038674.438.
  EXPECT_LE(model->sum_squares, 2038674.438);
  EXPECT_NEAR(model->alpha, 0.245668, 1e-4);
  golden::expect_forecast(model->forecast(15, {}), r["thetaf"], 2e-4);
}

// R leaves the season out of its intervals; ours widen and narrow with it.
TEST(Theta, AgreesWithRWithASeasonUpToTheScaleOfItsIntervals) {
  for (const char* name : {"AirPassengers", "UKgas"}) {
    const auto r = golden::read(std::string("models/smoothing/golden/theta_") + name + ".json");
    const auto y = golden::numbers(r["y"]);
    const std::vector<std::size_t> periods{r["period"].get<std::size_t>()};
    const auto model = Theta{}.fit({.values = y, .periods = periods});
    ASSERT_TRUE(model);
    const auto forecast = model->forecast(15, {});
    for (std::size_t k = 0; k < 15; ++k) {
      const auto mean = r["thetaf"]["mean"][k].get<double>();
      const double width = r["thetaf"]["upper95"][k].get<double>() - mean;
      EXPECT_NEAR(forecast.mean()[k], mean, 1e-4 * mean);
      const double factor = model->season.figure[k % periods[0]];
      EXPECT_NEAR(forecast.interval(k, 0.95).hi - forecast.mean()[k], width * factor, 1e-3 * width);
    }
  }
}

TEST(Theta, OptimizedVariantsFitNoWorseThanTheStandardWeights) {
  const auto y = nile();
  const auto dynamic = Theta{.variant = Variant::kDynamicStandard}.fit({.values = y});
  const auto optimized =
      Theta{.variant = Variant::kDynamicOptimized, .shrinkage = 0}.fit({.values = y});
  ASSERT_TRUE(dynamic && optimized);
  EXPECT_LE(optimized->sum_squares, dynamic->sum_squares);
  EXPECT_GE(optimized->theta(), 1);
}

// Hand-run recursion of Fiorucci et al. (2016), eq. (11)–(16), at fixed parameters.
TEST(Theta, DynamicPredictionsFollowThePublishedRecursion) {
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

TEST(Theta, DynamicVariantsFollowALine) {
  std::vector<double> y(30);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 10 + 2 * static_cast<double>(t);
  const auto model =
      Theta{.variant = Variant::kDynamicOptimized, .shrinkage = 0}.fit({.values = y});
  const double expected = 10 + 2 * 34.0;
  EXPECT_NEAR(model->forecast(5, {}).mean()[4], expected, 0.002 * expected);
}

TEST(Theta, BridgesMissingValuesAndSaysSo) {
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

TEST(Theta, MissingValuesAtTheEndMoveTheForecastOn) {
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

TEST(Theta, FallsBackToAnAdditiveSeasonAtZeros) {
  std::vector<double> y(48);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = t % 4 == 0 ? 0 : 10 * static_cast<double>(t % 4);
  }
  const std::vector<std::size_t> periods{4};
  const auto model = Theta{}.fit({.values = y, .periods = periods});
  ASSERT_TRUE(model);
  EXPECT_EQ(model->describe().remark, "additive season of 4");
  EXPECT_NEAR(model->forecast(4, {}).mean()[1], 10, 1e-6);
}

TEST(Theta, RefusesOptionsOutsideTheirBoundsByName) {
  const auto y = nile();
  const auto alpha = Theta{.alpha = 1.5}.fit({.values = y});
  ASSERT_FALSE(alpha);
  EXPECT_EQ(alpha.error().text(), "alpha is 1.5, but has to be above 0 and at most 1");
  const auto theta = Theta{.variant = Variant::kOptimized, .theta = 0.5}.fit({.values = y});
  ASSERT_FALSE(theta);
  EXPECT_EQ(theta.error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell
