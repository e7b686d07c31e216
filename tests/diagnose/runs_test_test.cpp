#include "foretell/diagnose/runs_test.hpp"

#include <gtest/gtest.h>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(RunsTest, AgreesWithRsTseries) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    const auto& r = json["correlation"]["runs"];
    const auto answer = runs_test(y);
    ASSERT_TRUE(answer) << name;
    EXPECT_NEAR(answer->statistic, r["statistic"], 1e-8) << name;
    EXPECT_NEAR(answer->p_value, r["p"], 1e-9) << name;
  }
}

TEST(RunsTest, SaysWhyItCannotBeComputed) {
  EXPECT_EQ(runs_test(std::vector<double>{1, 2}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(runs_test(std::vector<double>{1, 1, 1, 1, 0}).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
