#include "foretell/models/check.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace foretell {
namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

TEST(Check, NamesTheFirstRequirementThatFails) {
  const std::vector<double> y{1, kMissing, -2};
  const Series series{.id = "a", .values = y};
  EXPECT_FALSE(check(series, {.min_length = 2}));
  EXPECT_EQ(check(series, {.min_length = 3})->code, ErrorCode::kTooShort);
  EXPECT_EQ(check(series, {.complete = true})->text(),
            "series a: 1 missing value, which this model cannot carry through; fill them first");
  EXPECT_EQ(check(series, {.positive = true})->code, ErrorCode::kNotPositive);
}

TEST(CheckFinite, RefusesInfinityAndLetsMissingValuesThrough) {
  EXPECT_FALSE(check_finite(std::vector<double>{1, kMissing}));
  EXPECT_EQ(check_finite(std::vector<double>{1, kInfinite})->text(),
            "new observation 2 is infinite");
}

TEST(WithoutMissingEnds, KeepsGapsInside) {
  const std::vector<double> y{kMissing, 1, kMissing, 2, kMissing, kMissing};
  const auto inside = without_missing_ends(y);
  EXPECT_EQ(inside.size(), 3U);
  EXPECT_EQ(inside.front(), 1);
  EXPECT_EQ(inside.back(), 2);
}
}  // namespace
}  // namespace foretell
