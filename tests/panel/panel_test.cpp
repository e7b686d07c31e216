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

TEST(Panel, SeriesSeeTheirRegressorsAndThoseOfTheStepsToCome) {
  Panel panel({}, "", {});
  panel.add("a", 0, std::array{1.0, 2.0});
  panel.add("b", 0, std::array{3.0});
  panel.set_regressors({"price", "promo"}, {10, 11, 12, 0, 1, 0, 20, 1},
                       std::array<std::size_t, 2>{3, 1});
  const Series a = panel.series(0);
  ASSERT_EQ(a.regressors.size(), 2U);
  EXPECT_EQ(a.regressors.name(1), "promo");
  EXPECT_EQ(a.regressors.column(0)[2], 12);
  ASSERT_EQ(a.future().num_rows(), 1U);
  EXPECT_EQ(a.future().column(0)[0], 12);
  EXPECT_EQ(a.since(1).regressors.column(1)[0], 1);
  EXPECT_EQ(a.until(1).future().num_rows(), 2U);
  EXPECT_EQ(panel.series(1).regressors.column(0)[0], 20);
  EXPECT_EQ(panel.series(1).future().num_rows(), 0U);
  EXPECT_EQ(a.regressors.between(1, 9).num_rows(), 2U);
  EXPECT_EQ(a.regressors.from(7).num_rows(), 0U);
}
}  // namespace
}  // namespace foretell
