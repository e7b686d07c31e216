#include "foretell/decompose/decomposition.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/missing.hpp"

namespace foretell {
namespace {

TEST(Decomposition, RemainderCompletesTheOtherParts) {
  const std::vector<double> y{3, kMissing, 8};
  const Decomposition parts{
      .periods = {2, 3}, .trend = {1, 1, 1}, .seasons = {{1, 2, 3}, {0.5, 0, 1}}};
  const auto added = completed(y, parts);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->remainder[0], 0.5);
  EXPECT_TRUE(std::isnan(added->remainder[1]));
  EXPECT_EQ(added->seasonally_adjusted(y)[2], 4);
  Decomposition factors = parts;
  factors.composition = Composition::kMultiplicative;
  const auto multiplied = completed(y, factors);
  EXPECT_EQ(multiplied->remainder[0], 6);
  EXPECT_EQ(multiplied->season()[2], 3);
  EXPECT_EQ(Decomposition{.trend = {1}}.season(), std::vector<double>{0});
}

TEST(Decomposition, PartsOutOfRangeAreRefused) {
  const std::vector<double> y{1e308, 1, 1};
  Decomposition parts{.trend = {-1e308, 1, kMissing}};
  EXPECT_EQ(completed(y, parts, 1)->trend[1], 1);
  EXPECT_EQ(completed(y, parts).error().code, ErrorCode::kNotFinite);
}

TEST(Strength, ComparesVariancesAsInFpp3) {
  // Var(R) = 1, Var(T + R) = 5 (uncorrelated), Var(S + R) = 2, over the four complete times.
  const Decomposition parts{.periods = {2},
                            .trend = {2, 2, -2, -2, 100},
                            .seasons = {{1, 1, 1, 1, 1}},
                            .remainder = {1, -1, 1, -1, kMissing}};
  EXPECT_NEAR(trend_strength(parts), 0.8, 1e-15);
  EXPECT_EQ(season_strength(parts, 0), 0);
  EXPECT_EQ(season_strength(parts, 1), 0);
}

TEST(Strength, OfMultiplicativePartsIsThatOfTheirLogarithms) {
  Decomposition parts{.trend = {2, 2, -2, -2}, .remainder = {1, -1, 1, -1}};
  for (auto* part : {&parts.trend, &parts.remainder}) {
    for (double& value : *part) value = std::exp(value);
  }
  parts.composition = Composition::kMultiplicative;
  EXPECT_NEAR(trend_strength(parts), 0.8, 1e-15);
}
}  // namespace
}  // namespace foretell
