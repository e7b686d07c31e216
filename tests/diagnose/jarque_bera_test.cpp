#include "foretell/diagnose/jarque_bera.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(JarqueBera, AgreesWithRsTseries) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    const auto& r = json["correlation"]["jarque_bera"];
    const auto answer = jarque_bera(y, Law::kAsymptotic);
    ASSERT_TRUE(answer) << name;
    EXPECT_NEAR(answer->statistic, r["statistic"], 1e-8) << name;
    EXPECT_NEAR(answer->p_value, r["p"], 1e-9) << name;
  }
}

TEST(JarqueBera, LeavesMissingValuesOut) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> y{1, 3, missing, 2, 7, 4}, x{1, 3, 2, 7, 4};
  EXPECT_EQ(jarque_bera(y)->statistic, jarque_bera(x)->statistic);
}

TEST(JarqueBera, SaysWhyItCannotBeComputed) {
  EXPECT_EQ(jarque_bera(std::vector<double>{1, 2, 3}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(jarque_bera(std::vector<double>(9, 1)).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
