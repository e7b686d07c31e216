#include "foretell/evaluate/error_sums.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/missing.hpp"

namespace foretell {
namespace {

ErrorSums sums_of(const std::vector<double>& actual, const std::vector<double>& forecast,
                  ErrorScale scale = {2, 8}) {
  ErrorSums sums;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    sums.add(actual[i], {.mean = forecast[i], .median = forecast[i]}, scale, {});
  }
  return sums;
}

TEST(ErrorSums, PointMetricsAreTheirFormulas) {
  const auto values = sums_of({10, 20, 40}, {12, 16, 40}).metrics();
  EXPECT_DOUBLE_EQ(values[Metric::kMae], 2);
  EXPECT_DOUBLE_EQ(values[Metric::kMse], 20.0 / 3);
  EXPECT_DOUBLE_EQ(values[Metric::kRmse], std::sqrt(20.0 / 3));
  EXPECT_DOUBLE_EQ(values[Metric::kMape], (20.0 + 20 + 0) / 3);
  EXPECT_DOUBLE_EQ(values[Metric::kSmape], (400.0 / 22 + 800.0 / 36) / 3);
  EXPECT_DOUBLE_EQ(values[Metric::kWape], 600.0 / 70);
  EXPECT_DOUBLE_EQ(values[Metric::kBias], -2.0 / 3);
  EXPECT_DOUBLE_EQ(values[Metric::kMase], 1);
  EXPECT_DOUBLE_EQ(values[Metric::kRmsse], std::sqrt(20.0 / 3 / 8));
}

TEST(ErrorSums, ZerosLeavePercentageErrorsOutAndSmapeDefined) {
  const auto values = sums_of({0, 10}, {0, 20}).metrics();
  EXPECT_DOUBLE_EQ(values[Metric::kMape], 100);
  EXPECT_DOUBLE_EQ(values[Metric::kSmape], (0 + 2000.0 / 30) / 2);
  const auto zeros = sums_of({0, 0}, {1, 2}).metrics();
  EXPECT_TRUE(std::isnan(zeros[Metric::kMape]));
  EXPECT_TRUE(std::isnan(zeros[Metric::kWape]));
  EXPECT_DOUBLE_EQ(zeros[Metric::kSmape], 200);
}

TEST(ErrorSums, MissingActualsDoNotCount) {
  const auto sums = sums_of({kMissing, 10}, {5, 12});
  EXPECT_EQ(sums.count(), 1U);
  EXPECT_DOUBLE_EQ(sums.metrics()[Metric::kMae], 2);
  EXPECT_TRUE(std::isnan(sums_of({kMissing}, {5}).metrics()[Metric::kMae]));
}

TEST(ErrorSums, AMissingForecastIsNotForgiven) {
  EXPECT_TRUE(std::isnan(sums_of({10, 10}, {kMissing, 10}).metrics()[Metric::kMae]));
}

TEST(ErrorSums, SeriesWithoutScaleAreLeftOutOfScaledMetricsOnly) {
  auto sums = sums_of({1}, {3}, {kMissing, kMissing});
  EXPECT_TRUE(std::isnan(sums.metrics()[Metric::kMase]));
  sums += sums_of({1}, {3}, {4, 16});
  EXPECT_DOUBLE_EQ(sums.metrics()[Metric::kMase], 0.5);
  EXPECT_DOUBLE_EQ(sums.metrics()[Metric::kMae], 2);
}

TEST(ErrorSums, OwaIsOneForTheBenchmarkItself) {
  const auto benchmark = sums_of({10, 20}, {11, 22});
  EXPECT_DOUBLE_EQ(benchmark.metrics(&benchmark)[Metric::kOwa], 1);
  EXPECT_TRUE(std::isnan(benchmark.metrics()[Metric::kOwa]));
}

TEST(ErrorSums, IntervalsAreScoredAtTheWidestCoverage) {
  ErrorSums sums;
  const std::vector<double> bounds{4, 6, 2, 8};
  const std::vector<double> coverages{0.8, 0.95};
  sums.add(9, {.mean = 5, .median = 5, .bounds = bounds}, {2, 4}, coverages);
  sums.add(7, {.mean = 5, .median = 5, .bounds = bounds}, {2, 4}, coverages);
  const auto values = sums.metrics();
  EXPECT_DOUBLE_EQ(values[Metric::kCoverage], 50);
  EXPECT_NEAR(values[Metric::kMsis], ((6 + 2 / 0.05 * 1) / 2 + 6.0 / 2) / 2, 1e-12);
  const double first = (0.5 * 4 + 0.1 * 5 + 0.9 * 3 + 0.025 * 7 + 0.975 * 1) / 5;
  const double second = (0.5 * 2 + 0.1 * 3 + 0.9 * 1 + 0.025 * 5 + 0.025 * 1) / 5;
  EXPECT_NEAR(values[Metric::kPinball], (first + second) / 2, 1e-12);
  EXPECT_NEAR(values[Metric::kWql], 200 * (first + second) / 16, 1e-12);
}

TEST(ErrorSums, AddingSetsEqualsAddingTheirPoints) {
  auto parts = sums_of({1, 2}, {2, 2});
  parts += sums_of({5}, {3});
  const auto whole = sums_of({1, 2, 5}, {2, 2, 3}).metrics();
  for (const Metric metric : {Metric::kMae, Metric::kRmse, Metric::kSmape, Metric::kMase}) {
    EXPECT_DOUBLE_EQ(parts.metrics()[metric], whole[metric]) << name_of(metric);
  }
}
}  // namespace
}  // namespace foretell
