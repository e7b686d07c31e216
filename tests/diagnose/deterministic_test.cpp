#include "foretell/diagnose/deterministic.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(Without, LeavesWhatIsNotLevelOrLine) {
  const std::vector<double> y{1, 3, 2, 4};
  EXPECT_EQ(without(Deterministic::kNone, y), y);
  EXPECT_EQ(without(Deterministic::kConstant, y), (std::vector<double>{-1.5, 0.5, -0.5, 1.5}));
  const auto rest = without(Deterministic::kTrend, y);  // slope 0.8
  const std::vector<double> expected{-0.3, 0.9, -0.9, 0.3};
  for (std::size_t t = 0; t < 4; ++t) EXPECT_NEAR(rest[t], expected[t], 1e-12);
  EXPECT_EQ(without(Deterministic::kTrend, std::vector<double>{7}), std::vector<double>{0});
  EXPECT_TRUE(without(Deterministic::kTrend, {}).empty());
}
}  // namespace
}  // namespace foretell
