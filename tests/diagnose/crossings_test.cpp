#include "foretell/diagnose/crossings.hpp"

#include <gtest/gtest.h>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(Crossings, AgreeWithTheDefinitionInR) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    EXPECT_EQ(crossing_points(y), r["features"]["crossings"]) << name;
    EXPECT_EQ(longest_flat_spot(y), r["features"]["flat"]) << name;
  }
}

TEST(Crossings, OfDegenerateSeries) {
  EXPECT_EQ(crossing_points(std::vector<double>(5, 1)), 0U);
  EXPECT_EQ(longest_flat_spot(std::vector<double>(5, 1)), 5U);
  EXPECT_EQ(crossing_points({}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(longest_flat_spot({}).error().code, ErrorCode::kTooShort);
}
}  // namespace
}  // namespace foretell
