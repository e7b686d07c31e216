#include "foretell/diagnose/portmanteau.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(Portmanteau, AgreesWithRsBoxTest) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    const auto& r = json["correlation"];
    const auto ljung_box = Portmanteau{.law = Law::kAsymptotic}.test(y);
    const auto box_pierce =
        Portmanteau{.num_fitted = 2, .form = Portmanteau::Form::kBoxPierce, .law = Law::kAsymptotic}
            .test(y);
    ASSERT_TRUE(ljung_box && box_pierce) << name;
    EXPECT_NEAR(ljung_box->statistic, r["ljung_box"]["statistic"], 1e-8) << name;
    EXPECT_NEAR(ljung_box->p_value, r["ljung_box"]["p"], 1e-9) << name;
    EXPECT_NEAR(box_pierce->statistic, r["box_pierce"]["statistic"], 1e-8) << name;
    EXPECT_NEAR(box_pierce->p_value, r["box_pierce"]["p"], 1e-9) << name;
    EXPECT_EQ(box_pierce->dof, 8U);
  }
}

TEST(Portmanteau, AgreesWithStatsmodels) {
  const auto all = golden::python();
  for (const auto& [name, python] : all.items()) {
    const auto answer = Portmanteau{.lags = 6, .num_fitted = 1, .law = Law::kAsymptotic}.test(
        golden::series(name).y);
    ASSERT_TRUE(answer);
    EXPECT_NEAR(answer->statistic, python["portmanteau"][0], 1e-8);
    EXPECT_NEAR(answer->p_value, python["portmanteau"][1], 1e-9);
  }
}

TEST(Portmanteau, SaysWhyItCannotBeComputed) {
  const std::vector<double> y{1, 3, 2, 5, 4, 6};
  EXPECT_EQ(Portmanteau{}.test(y).error().code, ErrorCode::kTooShort);
  EXPECT_EQ((Portmanteau{.lags = 3, .num_fitted = 3}.test(y).error().text()),
            "3 lags leave no degree of freedom after 3 fitted coefficients; use more lags");
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> gap{1, 3, missing, 5, 4, 6};
  EXPECT_EQ(Portmanteau{.lags = 2}.test(gap).error().code, ErrorCode::kMissingValues);
}
}  // namespace
}  // namespace foretell
