#include "foretell/decompose/classical.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/golden.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

void expect_near(const std::vector<double>& ours, const nlohmann::json& r) {
  const auto theirs = golden::numbers(r);
  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_EQ(std::isnan(ours[i]), std::isnan(theirs[i])) << i;
    if (std::isnan(ours[i])) continue;
    EXPECT_NEAR(ours[i], theirs[i], 1e-9 * (1 + std::abs(theirs[i])));
  }
}

TEST(ClassicalDecomposition, AgreesWithR) {
  for (const char* name : {"AirPassengers", "UKgas"}) {
    const auto r = golden::read(std::string("decompose/golden/") + name + ".json");
    const auto y = golden::numbers(r["y"]);
    const auto period = r["period"].get<std::size_t>();
    const auto additive = classical_decomposition(y, period, Composition::kAdditive);
    const auto multiplicative = classical_decomposition(y, period, Composition::kMultiplicative);
    ASSERT_TRUE(additive && multiplicative);
    expect_near(additive->figure, r["additive"]["figure"]);
    expect_near(additive->trend, r["additive"]["trend"]);
    expect_near(additive->remainder, r["additive"]["random"]);
    expect_near(multiplicative->figure, r["multiplicative"]["figure"]);
    expect_near(multiplicative->remainder, r["multiplicative"]["random"]);
  }
}

TEST(ClassicalDecomposition, FindsLineAndSeasonOfAnOddPeriodExactly) {
  const std::vector<double> season{-1, 3, -2};
  std::vector<double> y(20);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 5 + 2 * static_cast<double>(t) + season[t % 3];
  const auto parts = classical_decomposition(y, 3, Composition::kAdditive);
  ASSERT_TRUE(parts);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(parts->figure[i], season[i], 1e-12);
  EXPECT_NEAR(parts->trend[7], 19, 1e-12);
  EXPECT_TRUE(std::isnan(parts->trend.front()) && std::isnan(parts->trend.back()));
}

TEST(ClassicalDecomposition, BridgesMissingValuesInTheAdjustedSeries) {
  const std::vector<double> season{0.5, 1.5, 1.2, 0.8};
  std::vector<double> y(40);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = (100 + static_cast<double>(t)) * season[t % 4];
  }
  y[9] = y[10] = y[22] = kMissing;
  const auto parts = classical_decomposition(y, 4, Composition::kMultiplicative);
  ASSERT_TRUE(parts);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(parts->figure[i], season[i], 0.01);
  EXPECT_TRUE(std::isnan(parts->remainder[9]));
  EXPECT_FALSE(std::isnan(parts->trend[9]));
}

TEST(ClassicalDecomposition, RefusesWhatItCannotTakeApart) {
  const std::vector<double> y{1, 2, 3, 4, 5, 0, 7, 8};
  EXPECT_EQ(classical_decomposition(y, 1, Composition::kAdditive).error().code,
            ErrorCode::kInvalidOption);
  EXPECT_EQ(classical_decomposition(y, 5, Composition::kAdditive).error().code,
            ErrorCode::kTooShort);
  const auto zero = classical_decomposition(y, 2, Composition::kMultiplicative);
  EXPECT_EQ(zero.error().text(),
            "observation 6 is 0, but a multiplicative decomposition needs values above zero; use "
            "the additive one");
}

TEST(Classical, PartsGiveTheSeriesBackAwayFromTheEnds) {
  const auto y = golden::numbers(golden::read("decompose/golden/AirPassengers.json")["y"]);
  const auto added = Classical{.period = 12}.decompose(y);
  const auto chosen = Classical{.period = 12, .composition = CompositionOption::kAuto}.decompose(y);
  ASSERT_TRUE(added && chosen);
  EXPECT_EQ(chosen->composition, Composition::kMultiplicative);
  for (std::size_t t = 0; t < y.size(); ++t) {
    const bool end = t < 6 || t + 6 >= y.size();
    EXPECT_EQ(std::isnan(added->trend[t]), end);
    EXPECT_EQ(std::isnan(added->remainder[t]), end);
    EXPECT_TRUE(std::isfinite(chosen->seasons[0][t]));
    if (end) continue;
    EXPECT_NEAR(added->trend[t] + added->seasons[0][t] + added->remainder[t], y[t], 1e-13 * y[t]);
    EXPECT_NEAR(chosen->trend[t] * chosen->seasons[0][t] * chosen->remainder[t], y[t],
                1e-15 * y[t]);
  }
  EXPECT_GT(season_strength(*chosen, 0), 0.9);
  EXPECT_GT(trend_strength(*chosen), 0.9);
}

TEST(Classical, RefusesWhatTheMethodsRefuse) {
  const std::vector<double> y{1, 2, 0, 4};
  EXPECT_EQ((Classical{.period = 2, .composition = CompositionOption::kMultiplicative}
                 .decompose(y)
                 .error()
                 .code),
            ErrorCode::kNotPositive);
  EXPECT_EQ(Classical{.period = 3}.decompose(y).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(
      (Classical{.period = 3, .composition = CompositionOption::kAuto}.decompose(y).error().code),
      ErrorCode::kTooShort);
}

TEST(BridgeLinearly, FillsInsideAndCarriesOutward) {
  EXPECT_EQ(bridge_linearly(std::vector<double>{kMissing, 1, kMissing, 3, kMissing}),
            (std::vector<double>{1, 1, 2, 3, 3}));
  EXPECT_TRUE(std::isnan(bridge_linearly(std::vector<double>{kMissing})[0]));
}
}  // namespace
}  // namespace foretell
