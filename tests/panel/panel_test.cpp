#include "foretell/panel/panel.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace foretell {
namespace {
TEST(Panel, HandsOutWhatWasAdded) {
  Panel panel(Frequency{.unit = Frequency::Unit::kMonth}, "", {12});
  panel.add("a", 7, std::array{1.0, 2.0});
  const auto room = panel.add_missing("bc", -3, 3);
  room[1] = 5;
  ASSERT_EQ(panel.size(), 2U);
  EXPECT_EQ(panel.num_values(), 5U);
  EXPECT_EQ(panel.id(1), "bc");
  EXPECT_EQ(panel.start(1), -3);
  const Series second = panel.series(1);
  EXPECT_TRUE(std::isnan(second.values[0]));
  EXPECT_EQ(second.values[1], 5);
  EXPECT_EQ(second.period(), 12U);
  EXPECT_EQ(panel.series(0).values[1], 2);
}
}  // namespace
}  // namespace foretell
