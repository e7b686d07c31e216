#include "foretell/diagnose/complete_series.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/missing.hpp"

namespace foretell {
namespace {

TEST(CompleteSeries, CutsMissingEnds) {
  const std::vector<double> y{kMissing, 1, 2, kMissing};
  const auto part = complete_series(y, {.what = "it"});
  ASSERT_TRUE(part);
  EXPECT_EQ(part->size(), 2U);
  EXPECT_EQ(part->data(), y.data() + 1);
}

TEST(CompleteSeries, NamesValueBoundAndHint) {
  const std::vector<double> huge{1, 1e200, 2};
  EXPECT_EQ(complete_series(huge, {.what = "it"}).error().text(),
            "a value of 1e+200, but it needs values below 1e+150 in size");
  const std::vector<double> two{1, 2};
  EXPECT_EQ(complete_series(two, {.what = "it", .min_length = 3}).error().text(),
            "2 observations, but it needs at least 3");
}

TEST(IsRounding, ComparesWithTheSeries) {
  const std::vector<double> y{1000, 1001}, rest{1e-11, -1e-11}, more{1e-3, -1e-3};
  EXPECT_TRUE(is_rounding(rest, y));
  EXPECT_FALSE(is_rounding(more, y));
  EXPECT_TRUE(is_rounding(0, y));
}

TEST(IsConstant, AllowsForRounding) {
  EXPECT_TRUE(is_constant({}));
  EXPECT_TRUE(is_constant(std::vector<double>{0.1 + 0.2, 0.3}));
  EXPECT_TRUE(is_constant(std::vector<double>{0, 1e-200}));
  EXPECT_FALSE(is_constant(std::vector<double>{1e9, 1e9 + 1}));
}
}  // namespace
}  // namespace foretell
