#include "foretell/diagnose/kpss.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(Kpss, AgreesWithRsTseries) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const auto level = Kpss{}.test(y);
    const auto trend = Kpss{.part = Deterministic::kTrend, .rule = Kpss::Lags::kLong}.test(y);
    ASSERT_TRUE(level && trend) << name;
    const auto& r_level = r["unit_roots"]["kpss_level"];
    const auto& r_trend = r["unit_roots"]["kpss_trend_long"];
    EXPECT_NEAR(level->statistic, r_level["statistic"], 1e-8) << name;
    EXPECT_NEAR(level->p_value, r_level["p"], 1e-8) << name;
    EXPECT_EQ(level->lags, r_level["lags"]) << name;
    EXPECT_NEAR(trend->statistic, r_trend["statistic"], 1e-8) << name;
    EXPECT_NEAR(trend->p_value, r_trend["p"], 1e-8) << name;
    EXPECT_EQ(trend->lags, r_trend["lags"]) << name;
  }
}

TEST(Kpss, ChoosesLagsAsStatsmodels) {
  const auto all = golden::python();
  for (const auto& [name, python] : all.items()) {
    const auto answer = Kpss{.rule = Kpss::Lags::kAutomatic}.test(golden::series(name).y);
    ASSERT_TRUE(answer);
    EXPECT_NEAR(answer->statistic, python["kpss_auto"][0], 1e-8) << name;
    EXPECT_EQ(answer->lags, python["kpss_auto"][2]) << name;
  }
}

TEST(Kpss, SaysWhyItCannotBeComputed) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> gap{1, 2, missing, 4, 3};
  EXPECT_EQ(Kpss{}.test(gap).error().text(),
            "1 missing value between observations, but the KPSS test needs a complete series; fill "
            "the gaps first");
  EXPECT_EQ(Kpss{}.test(std::vector<double>(9, 4)).error().text(),
            "the series is constant, so the KPSS test would be 0/0");
  EXPECT_EQ(Kpss{}.test({}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(Kpss{}.test(std::vector<double>(9, missing)).error().code, ErrorCode::kTooShort);
  const std::vector<double> y{1, 3, 2, 5, 4, 6};
  EXPECT_EQ(Kpss{.lags = 6}.test(y).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(Kpss{.part = Deterministic::kNone}.test(y).error().code, ErrorCode::kInvalidOption);
  const std::vector<double> line{1, 2, 3, 4, 5, 6, 7};
  EXPECT_EQ(Kpss{.part = Deterministic::kTrend}.test(line).error().code, ErrorCode::kNotFinite);
  const std::vector<double> infinite{1, 2, std::numeric_limits<double>::infinity(), 4};
  EXPECT_EQ(Kpss{}.test(infinite).error().code, ErrorCode::kNotFinite);
}

TEST(Kpss, LeavesMissingEndsOut) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const auto with = Kpss{}.test(std::vector<double>{missing, 1, 3, 2, 5, 4, 6, missing, missing});
  const auto without = Kpss{}.test(std::vector<double>{1, 3, 2, 5, 4, 6});
  ASSERT_TRUE(with && without);
  EXPECT_EQ(with->statistic, without->statistic);
}
}  // namespace
}  // namespace foretell
