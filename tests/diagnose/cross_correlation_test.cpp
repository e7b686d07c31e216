#include "foretell/diagnose/cross_correlation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(CrossCorrelations, AgreeWithR) {  // ccf(x, rev(x))
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const std::vector<double> reversed(y.rbegin(), y.rend());
    const auto ours = cross_correlations(y, reversed, 6);
    const auto theirs = golden::numbers(r["correlation"]["ccf"]);
    ASSERT_TRUE(ours) << name;
    ASSERT_EQ(ours->size(), theirs.size());
    for (std::size_t i = 0; i < theirs.size(); ++i) EXPECT_NEAR((*ours)[i], theirs[i], 1e-8);
  }
}

TEST(CrossCorrelations, PeakWhereTheSecondSeriesLeads) {
  const std::vector<double> y{0, 0, 9, 0, 0, 0, 0, 0}, x{0, 0, 0, 0, 9, 0, 0, 0};
  const auto r = cross_correlations(x, y, 3);
  ASSERT_TRUE(r);
  EXPECT_EQ(std::max_element(r->begin(), r->end()) - r->begin(), 3 + 2);
}

TEST(CrossCorrelations, SayWhyTheyCannotBeComputed) {
  const std::vector<double> a{1, 2, 3}, b{1, 2}, flat{4, 4, 4};
  EXPECT_EQ(cross_correlations(a, b, 1).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(cross_correlations(a, flat, 1).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(cross_correlations({}, {}, 1).error().code, ErrorCode::kTooShort);
}
}  // namespace
}  // namespace foretell
