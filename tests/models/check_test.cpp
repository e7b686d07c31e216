#include "foretell/models/check.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "tests/missing.hpp"

namespace foretell {
namespace {
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

TEST(CheckRows, NamesTheRegressorAndTheStepThatLacksAValue) {
  const std::vector<std::string> names{"price", "promo"};
  const std::vector<double> values{1, 2, 3, 0, kMissing, 1};
  const Regressors x(names, values);
  EXPECT_FALSE(check_rows(x, 1));
  EXPECT_EQ(check_rows(x, 3)->message,
            "regressor 'promo' has no value at step 2 of 3; give one for each step, or leave the "
            "column out");
  EXPECT_EQ(check_rows(x, 4)->message.substr(0, 42), "regressor 'price' has no value at step 4 o");
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
