#include "foretell/diagnose/ocsb.hpp"

#include <gtest/gtest.h>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(Ocsb, AgreesWithRsForecast) {
  for (const auto& [name, json, y, period] : golden::all_series()) {
    if (period == 1) continue;
    const auto& r = json["seasons"]["ocsb"];
    const auto answer = Ocsb{.period = period}.test(y);
    ASSERT_TRUE(answer) << name;
    EXPECT_NEAR(answer->statistic, r["statistic"], 1e-8) << name;
    EXPECT_NEAR(answer->critical_value, r["critical"], 1e-8) << name;
    EXPECT_EQ(answer->lags, r["lags"]) << name;
  }
}

TEST(Ocsb, SaysWhyItCannotBeComputed) {
  EXPECT_EQ(Ocsb{.period = 1}.test(std::vector<double>(99, 1)).error().code,
            ErrorCode::kInvalidOption);
  const std::vector<double> y{1, 2, 3, 4, 2, 3, 4, 5};
  EXPECT_EQ(Ocsb{.period = 4}.test(y).error().text(),
            "8 observations, but the OCSB test needs at least 15");
  std::vector<double> exact(60);
  for (std::size_t t = 0; t < 60; ++t) exact[t] = static_cast<double>(t % 4);
  EXPECT_EQ(Ocsb{.period = 4}.test(exact).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
