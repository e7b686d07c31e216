#include "foretell/diagnose/phillips_perron.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(PhillipsPerron, AgreesWithRsTseries) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    const auto& r = json["unit_roots"];
    const auto answer = PhillipsPerron{.part = Deterministic::kTrend}.test(y);
    ASSERT_TRUE(answer) << name;
    EXPECT_NEAR(answer->tau, r["pp_tau"]["statistic"], 1e-8) << name;
    EXPECT_NEAR(answer->rho, r["pp_alpha"]["statistic"], 1e-7) << name;
    EXPECT_NEAR(*answer->tau_table_p_value, r["pp_tau"]["p"], 1e-8) << name;
    EXPECT_NEAR(*answer->rho_table_p_value, r["pp_alpha"]["p"], 1e-8) << name;
    EXPECT_EQ(answer->lags, r["pp_tau"]["lags"]) << name;
  }
}

TEST(PhillipsPerron, AgreesWithRsUrcaFromCurrentMoments) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    const auto& r = json["unit_roots"];
    const auto level = PhillipsPerron{.current_moments = true}.test(y);
    const auto trend =
        PhillipsPerron{.part = Deterministic::kTrend, .long_lags = true, .current_moments = true}
            .test(y);
    ASSERT_TRUE(level && trend) << name;
    EXPECT_NEAR(level->tau, r["pp_urca_constant"], 1e-8) << name;
    EXPECT_NEAR(trend->tau, r["pp_urca_trend"], 1e-8) << name;
  }
}

TEST(PhillipsPerron, SaysWhyItCannotBeComputed) {
  const std::vector<double> y{1, 3, 2, 5, 4, 6, 5, 7};
  EXPECT_EQ(PhillipsPerron{.part = Deterministic::kNone}.test(y).error().code,
            ErrorCode::kInvalidOption);
  EXPECT_EQ(PhillipsPerron{.lags = 7}.test(y).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(PhillipsPerron{}.test(std::vector<double>{1, 2, 1}).error().code, ErrorCode::kTooShort);
  const std::vector<double> line{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const auto trend = PhillipsPerron{.part = Deterministic::kTrend}.test(line);
  EXPECT_FALSE(trend);
  const std::vector<double> jump{2, 2, 2, 2, 2, 2, 7};
  EXPECT_FALSE(PhillipsPerron{}.test(jump));
}
}  // namespace
}  // namespace foretell
