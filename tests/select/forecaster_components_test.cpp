#include "foretell/select/forecaster_components.hpp"

#include <gtest/gtest.h>

#include "foretell/select/catalog.hpp"
#include "foretell/select/forecaster_run.hpp"

namespace foretell {
namespace {
Panel small_panel() {
  Panel panel(*parse_frequency("1"), "", {2});
  panel.add("a", 5, std::vector<double>{1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8});
  panel.add("b", 8, std::vector<double>{7, 8, 9, 8, 7, 9});
  return panel;
}

TEST(ForecasterComponents, OfEachModelThatHasThem) {
  const Panel panel = small_panel();
  const auto fitted =
      fit_forecaster(panel, *define_all("naive,ets(trend=add,season=add),arima"), {});
  const auto made = components_of(fitted.forecaster, panel);
  ASSERT_TRUE(made) << made.error().text();
  ASSERT_EQ(made->cells.size(), 6U);
  EXPECT_FALSE(made->cells[0].components);
  EXPECT_EQ(made->cells[3].error->where, "series b");
  const auto names = made->names();
  ASSERT_GE(names.size(), 4U);
  EXPECT_EQ(names[0], "level");
  EXPECT_EQ(names[1], "trend");
  EXPECT_EQ(names[2], "season");
  const auto values = one_step_values(fitted.forecaster, panel, OneStep::kFitted);
  const auto combined = made->cells[1].components->combined();
  for (std::size_t t = 0; t < combined.size(); ++t) {
    EXPECT_NEAR(combined[t], (*values)[1][t], 1e-9);
  }
}

TEST(ForecasterComponents, AreRefusedWhereNoModelHasThemAndForOtherData) {
  const Panel panel = small_panel();
  const auto naive = fit_forecaster(panel, *define_all("naive"), {});
  const auto refused = components_of(naive.forecaster, panel);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(refused.error().where, "series a");
  const auto ets = fit_forecaster(panel, *define_all("ets"), {});
  Panel other(*parse_frequency("1"), "", {2});
  other.add("a", 5, std::vector<double>{1, 3});
  EXPECT_EQ(components_of(ets.forecaster, other).error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell
