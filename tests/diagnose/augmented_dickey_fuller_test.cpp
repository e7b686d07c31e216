#include "foretell/diagnose/augmented_dickey_fuller.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
using Lags = AugmentedDickeyFuller::Lags;

TEST(AugmentedDickeyFuller, AgreesWithRsTseriesAndUrca) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    const auto& r = json["unit_roots"];
    const AugmentedDickeyFuller with_trend{.part = Deterministic::kTrend, .rule = Lags::kCubeRoot};
    const auto trend = with_trend.test(y);
    ASSERT_TRUE(trend) << name;
    EXPECT_NEAR(trend->statistic, r["adf"]["statistic"], 1e-8) << name;
    EXPECT_NEAR(*trend->table_p_value, r["adf"]["p"], 1e-8) << name;
    EXPECT_EQ(trend->lags, r["adf"]["lags"]) << name;
    const auto drift = AugmentedDickeyFuller{.lags = 4}.test(y);
    const auto none = AugmentedDickeyFuller{.part = Deterministic::kNone, .lags = 4}.test(y);
    ASSERT_TRUE(drift && none) << name;
    EXPECT_NEAR(drift->statistic, r["adf_drift_4"], 1e-8) << name;
    EXPECT_NEAR(none->statistic, r["adf_none_4"], 1e-8) << name;
  }
}

TEST(AugmentedDickeyFuller, AgreesWithStatsmodelsForEveryRuleOfLags) {
  const std::vector<std::pair<std::string, Deterministic>> parts{
      {"n", Deterministic::kNone}, {"c", Deterministic::kConstant}, {"ct", Deterministic::kTrend}};
  const std::vector<std::pair<std::string, Lags>> rules{{"AIC", Lags::kAic},
                                                        {"BIC", Lags::kBic},
                                                        {"t-stat", Lags::kTStatistic},
                                                        {"None", Lags::kSchwert}};
  const auto all = golden::python();
  for (const auto& [name, python] : all.items()) {
    const auto y = golden::series(name).y;
    for (const auto& [part_name, part] : parts) {
      for (const auto& [rule_name, rule] : rules) {
        const auto& theirs = python["adf"][part_name + " " + rule_name];
        const auto ours =
            AugmentedDickeyFuller{.part = part, .rule = rule, .law = Law::kAsymptotic}.test(y);
        ASSERT_TRUE(ours);
        EXPECT_EQ(ours->lags, theirs[2]) << name << part_name << rule_name;
        EXPECT_NEAR(ours->statistic, theirs[0], 1e-8) << name << part_name << rule_name;
        EXPECT_NEAR(ours->p_value, theirs[1], 1e-9) << name << part_name << rule_name;
        EXPECT_EQ(ours->num_observations, theirs[3]);
        for (std::size_t i = 0; i < 3; ++i)
          EXPECT_NEAR(ours->critical[i].value, theirs[4 + i], 1e-9);
      }
    }
  }
}

TEST(AugmentedDickeyFuller, SaysWhyItCannotBeComputed) {
  const std::vector<double> y{1, 3, 2, 5, 4, 6, 5, 7};
  EXPECT_EQ(AugmentedDickeyFuller{}.test(std::vector<double>{1, 2, 1}).error().code,
            ErrorCode::kTooShort);
  EXPECT_EQ(AugmentedDickeyFuller{.lags = 3}.test(y).error().text(),
            "3 lags, but 8 observations allow at most 2");
  EXPECT_EQ(AugmentedDickeyFuller{.max_lags = 300}.test(y).error().code, ErrorCode::kInvalidOption);
  const std::vector<double> line{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(AugmentedDickeyFuller{}.test(line).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(AugmentedDickeyFuller{.lags = 0}.test(line).error().code, ErrorCode::kNotFinite);
  EXPECT_TRUE(AugmentedDickeyFuller{.rule = Lags::kCubeRoot}.test(y));
}

TEST(AugmentedDickeyFuller, DoesNotDependOnLevelOrScale) {
  const auto y = golden::series("Nile").y;
  auto moved = y;
  for (double& value : moved) value = 1e6 + 1e-3 * value;
  EXPECT_NEAR(AugmentedDickeyFuller{}.test(y)->statistic,
              AugmentedDickeyFuller{}.test(moved)->statistic, 1e-5);
}
}  // namespace
}  // namespace foretell
