#include "foretell/diagnose/series_analysis.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {
const std::vector<std::size_t> kMonthsOfYear{12};

std::vector<double> monthly(std::size_t size, double noise) {
  Rng rng(7, 1);
  std::vector<double> y;
  for (std::size_t t = 0; t < size; ++t) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(t % 12) / 12;
    y.push_back(100 + 0.5 * static_cast<double>(t) + 20 * std::sin(angle) + noise * rng.normal());
  }
  return y;
}

SeriesAnalysis of(const std::vector<double>& y,
                  std::span<const std::size_t> periods = kMonthsOfYear) {
  return analyze({.id = "a", .values = y, .periods = periods});
}

TEST(SeriesAnalysis, FindsTheSeasonAndTheTrendThatWerePutIn) {
  const auto analysis = of(monthly(120, 2));
  const Features& features = analysis.features;
  EXPECT_EQ(features[Feature::kSeasonPeriod], 12);
  EXPECT_GT(features[Feature::kTrendStrength], 0.9);
  EXPECT_GT(features[Feature::kSeasonStrength], 0.9);
  EXPECT_EQ(features[Feature::kSeasonalDifferences], 1);
  EXPECT_EQ(features[Feature::kObservations], 120);
  ASSERT_EQ(analysis.parts.seasons.size(), 1U);
  EXPECT_EQ(analysis.parts.trend.size(), 120U);
  EXPECT_TRUE(analysis.failed.empty())
      << analysis.failed.front().part << ": " << analysis.failed.front().reason.message;
}

TEST(SeriesAnalysis, AnOutlierAndAGapDisturbNothingElse) {
  auto y = monthly(120, 1);
  y[50] += 80;
  for (std::size_t t = 70; t < 74; ++t) y[t] = kMissing;
  const auto analysis = of(y);
  EXPECT_EQ(analysis.features[Feature::kMissing], 4);
  EXPECT_EQ(analysis.features[Feature::kLongestGap], 4);
  EXPECT_EQ(analysis.features[Feature::kSeasonPeriod], 12);
  ASSERT_GE(analysis.outliers.outliers.size(), 1U);
  EXPECT_EQ(analysis.outliers.outliers.front().index, 50U);
}

TEST(SeriesAnalysis, WhatCannotBeComputedSaysWhyAndTheRestComes) {
  const double inf = std::numeric_limits<double>::infinity();
  const std::vector<std::vector<double>> awkward{
      {},
      {1},
      {1, 2},
      std::vector<double>(40, 5.0),
      std::vector<double>(40, kMissing),
      std::vector<double>(40, 0.0),
      {kMissing, kMissing, 3, 4, 5, kMissing},
      {1, 2, inf, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
      {1e200, -1e200, 1e200, 3, 1e200, 4, 1e200, 5, 1e200, 6, 1e200},
      {-1, -2, -3, -4, -5, -4, -3, -2, -1, 0, 1, 2, 3},
  };
  for (const auto& y : awkward) {
    const auto analysis = of(y);
    EXPECT_GE(analysis.features[Feature::kObservations], 0);
    for (const FailedPart& part : analysis.failed) {
      EXPECT_FALSE(part.part.empty());
      EXPECT_FALSE(part.reason.message.empty()) << part.part;
    }
  }
  EXPECT_FALSE(of(awkward[3]).failed.empty());
}

TEST(SeriesAnalysis, NegativeValuesStopTheBoxCoxParameterAlone) {
  auto y = monthly(60, 1);
  for (double& value : y) value -= 120;
  const auto analysis = of(y);
  ASSERT_EQ(analysis.failed.size(), 1U);
  EXPECT_EQ(analysis.failed.front().part, "Box-Cox lambda");
  EXPECT_FALSE(std::isnan(analysis.features[Feature::kKpss]));
}
}  // namespace
}  // namespace foretell
