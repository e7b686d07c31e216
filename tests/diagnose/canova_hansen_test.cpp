#include "foretell/diagnose/canova_hansen.hpp"

#include <gtest/gtest.h>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(CanovaHansen, AgreesWithRsUroot) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    if (period == 1) continue;
    const auto answer = CanovaHansen{.period = period}.test(y);
    ASSERT_TRUE(answer) << name;
    EXPECT_NEAR(answer->statistic, r["seasons"]["ch"], 1e-8) << name;
    EXPECT_EQ(answer->frequencies.size(), period / 2);
  }
}

TEST(CanovaHansen, TakesAnOddPeriod) {
  std::vector<double> y(140);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = static_cast<double>(t * t % 7 + t * t % 11);
  const auto answer = CanovaHansen{.period = 7}.test(y);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->frequencies.size(), 3U);
  EXPECT_GT(answer->p_value, 0.05);
}

TEST(CanovaHansen, HasItsNominalSizeByTheLawOfItsLength) {
  const CanovaHansen test{.period = 12};
  const auto law = test.law(100, 999);
  ASSERT_TRUE(law);
  const auto fresh = test.law(100, 400, 7);
  int rejected = 0;
  for (const double statistic : *fresh) rejected += CanovaHansen::p_value(statistic, *law) < 0.05;
  EXPECT_NEAR(rejected / 400.0, 0.05, 0.03);
  EXPECT_EQ(CanovaHansen::p_value(1e9, *law), 1.0 / 1000);
  EXPECT_EQ(CanovaHansen::p_value(0, *law), 1);
}

TEST(CanovaHansen, GivesPValuesOfItsLengthUnlessAskedForTheLimit) {
  const auto y = golden::series("AirPassengers").y;
  const auto here = CanovaHansen{.period = 12}.test(y);
  const auto limit = CanovaHansen{.period = 12, .draws = 0}.test(y);
  ASSERT_TRUE(here && limit);
  EXPECT_EQ(here->statistic, limit->statistic);
  EXPECT_NE(here->p_value, limit->p_value);
  const auto law = CanovaHansen{.period = 12}.law(y.size(), 1999);
  EXPECT_EQ(here->p_value, CanovaHansen::p_value(here->statistic, *law));
  for (const auto& frequency : here->frequencies) EXPECT_LE(frequency.p_value, 1);
}

TEST(CanovaHansen, SaysWhyItCannotBeComputed) {
  EXPECT_EQ(CanovaHansen{.period = 1}.test({}).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(CanovaHansen{.period = 999}.test({}).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(CanovaHansen{.period = 4}.test(std::vector<double>{1, 2, 3}).error().code,
            ErrorCode::kTooShort);
  std::vector<double> exact(60);
  for (std::size_t t = 0; t < 60; ++t) exact[t] = static_cast<double>(t % 4);
  EXPECT_EQ(CanovaHansen{.period = 4}.test(exact).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
