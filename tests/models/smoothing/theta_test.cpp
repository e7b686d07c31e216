#include "foretell/models/smoothing/theta.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/against_r.hpp"

namespace foretell {
namespace {
using Variant = Theta::Variant;

std::vector<double> nile_flow() {
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
  const auto y = nile_flow();
  const auto dynamic = Theta{.variant = Variant::kDynamicStandard}.fit({.values = y});
  const auto optimized =
      Theta{.variant = Variant::kDynamicOptimized, .shrinkage = 0}.fit({.values = y});
  ASSERT_TRUE(dynamic && optimized);
  EXPECT_LE(optimized->sum_squares, dynamic->sum_squares);
  EXPECT_GE(optimized->theta(), 1);
}

TEST(Theta, DynamicVariantsFollowALine) {
  std::vector<double> y(30);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 10 + 2 * static_cast<double>(t);
  const auto model =
      Theta{.variant = Variant::kDynamicOptimized, .shrinkage = 0}.fit({.values = y});
  const double expected = 10 + 2 * 34.0;
  EXPECT_NEAR(model->forecast(5, {}).mean()[4], expected, 0.002 * expected);
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
  const auto y = nile_flow();
  const auto alpha = Theta{.alpha = 1.5}.fit({.values = y});
  ASSERT_FALSE(alpha);
  EXPECT_EQ(alpha.error().text(), "alpha is 1.5, but has to be above 0 and at most 1");
  const auto theta = Theta{.variant = Variant::kOptimized, .theta = 0.5}.fit({.values = y});
  ASSERT_FALSE(theta);
  EXPECT_EQ(theta.error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell
