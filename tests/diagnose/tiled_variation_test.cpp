#include "foretell/diagnose/tiled_variation.hpp"

#include <gtest/gtest.h>

#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
TEST(TiledVariation, AgreesWithTheDefinitionInR) {
  for (const auto& [name, r, y, period] : golden::all_series()) {
    const auto answer = tiled_variation(y, period > 1 ? period : 10);
    ASSERT_TRUE(answer) << name;
    EXPECT_NEAR(answer->stability, r["features"]["stability"], 1e-8) << name;
    EXPECT_NEAR(answer->lumpiness, r["features"]["lumpiness"], 1e-8) << name;
  }
}

TEST(TiledVariation, SaysWhyItCannotBeComputed) {
  const std::vector<double> y{1, 3, 2, 5, 4};
  EXPECT_EQ(tiled_variation(y, 1).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(tiled_variation(y, 3).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(tiled_variation(std::vector<double>(9, 2), 3).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
