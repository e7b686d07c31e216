#include "foretell/diagnose/partial_autocorrelation.hpp"

#include <gtest/gtest.h>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(PartialAutocorrelations, AgreeWithR) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const auto theirs = golden::numbers(r["correlation"]["pacf"]);
    const auto ours = partial_autocorrelations(y, theirs.size());
    ASSERT_TRUE(ours) << name;
    ASSERT_EQ(ours->size(), theirs.size());
    for (std::size_t k = 0; k < theirs.size(); ++k) EXPECT_NEAR((*ours)[k], theirs[k], 1e-8);
  }
}

TEST(PartialAutocorrelations, StopAtAPerfectFit) {
  const auto partial = partial_from_autocorrelations(std::vector<double>{1, 1, 1});
  EXPECT_EQ(partial, (std::vector<double>{1, 0, 0}));
}

TEST(PartialAutocorrelations, RefuseConstantAndShortSeries) {
  EXPECT_EQ(partial_autocorrelations({}, 3).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(partial_autocorrelations(std::vector<double>{2, 2, 2}, 3).error().text(),
            "the series is constant, so partial autocorrelation would be 0/0");
}
}  // namespace
}  // namespace foretell
