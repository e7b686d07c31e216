#include "foretell/numeric/interpolation.hpp"

#include <gtest/gtest.h>

#include <array>

namespace foretell::numeric {
namespace {
TEST(Interpolate, FollowsTheLineAndStaysInside) {
  constexpr std::array<double, 3> kXs{1, 2, 4}, kYs{10, 20, 0};
  EXPECT_EQ(interpolate(kXs, kYs, 0), 10);
  EXPECT_EQ(interpolate(kXs, kYs, 1.5), 15);
  EXPECT_EQ(interpolate(kXs, kYs, 2), 20);
  EXPECT_EQ(interpolate(kXs, kYs, 3), 10);
  EXPECT_EQ(interpolate(kXs, kYs, 9), 0);
}
}  // namespace
}  // namespace foretell::numeric
