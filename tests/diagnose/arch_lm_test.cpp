#include "foretell/diagnose/arch_lm.hpp"

#include <gtest/gtest.h>

#include "foretell/diagnose/deterministic.hpp"
#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(ArchLm, AgreesWithStatsmodels) {
  const auto all = golden::python();
  for (const auto& [name, python] : all.items()) {
    const auto e = without(Deterministic::kConstant, golden::series(name).y);
    const auto answer = ArchLm{.lags = 4, .law = Law::kAsymptotic}.test(e);
    ASSERT_TRUE(answer);
    EXPECT_NEAR(answer->statistic, python["arch"][0], 1e-8) << name;
    EXPECT_NEAR(answer->p_value, python["arch"][1], 1e-9) << name;
  }
}

TEST(ArchLm, SaysWhyItCannotBeComputed) {
  const std::vector<double> e{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1};
  EXPECT_EQ(ArchLm{.lags = 0}.test(e).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(ArchLm{.lags = 5}.test(e).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(ArchLm{.lags = 2}.test(e).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
