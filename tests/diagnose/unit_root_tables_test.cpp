#include "foretell/diagnose/unit_root_tables.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(MacKinnonPValue, IsFivePercentAtTheCriticalValueOfManyObservations) {
  for (const auto part : {Deterministic::kNone, Deterministic::kConstant, Deterministic::kTrend}) {
    for (const auto& [level, value] : mackinnon_critical_values(part, 1000000)) {
      EXPECT_NEAR(mackinnon_p_value(value, part), level, 0.002);
    }
    EXPECT_EQ(mackinnon_p_value(-50, part), 0);
    EXPECT_NEAR(mackinnon_p_value(5, part), 1, 1e-6);
  }
}

TEST(FullerCriticalValues, TakeTheRowAboveTheSampleSize) {
  EXPECT_EQ(fuller_critical_values(Deterministic::kConstant, 24)[1].value, -3.00);
  EXPECT_EQ(fuller_critical_values(Deterministic::kConstant, 25)[1].value, -2.93);
  EXPECT_EQ(fuller_critical_values(Deterministic::kTrend, 9999)[0].value, -3.96);
}

TEST(BanerjeePValue, IsInterpolatedAndBounded) {
  EXPECT_NEAR(banerjee_t_p_value(-3.45, 100), 0.05, 1e-12);
  EXPECT_NEAR(banerjee_rho_p_value(-20.7, 100), 0.05, 1e-12);
  EXPECT_EQ(banerjee_t_p_value(-99, 100), 0.01);
  EXPECT_EQ(banerjee_t_p_value(99, 100), 0.99);
}

TEST(InterpolatedPValue, StaysWithinTheTable) {
  constexpr std::array<CriticalValue, 3> kTable{{{0.1, 1}, {0.05, 2}, {0.01, 4}}};
  EXPECT_EQ(interpolated_p_value(kTable, 0), 0.1);
  EXPECT_NEAR(interpolated_p_value(kTable, 3), 0.03, 1e-12);
  EXPECT_EQ(interpolated_p_value(kTable, 9), 0.01);
}
}  // namespace
}  // namespace foretell
