#include "apps/calls/forecast_call.hpp"

#include <gtest/gtest.h>

namespace foretell::calls {
namespace {
TEST(ForecastCall, DefaultsAskForTheAutomaticModelWithTwoIntervals) {
  const ForecastCall call{.horizon = 3};
  const auto request = call.request();
  ASSERT_TRUE(request) << request.error().message;
  EXPECT_EQ(request->coverages, (std::vector{0.80, 0.95}));
  EXPECT_EQ(request->fallbacks.size(), 2U);
  const auto definitions = call.definitions();
  ASSERT_TRUE(definitions);
  EXPECT_EQ(definitions->front().word(), "auto");
}

TEST(ForecastCall, ValuesOutOfBoundsAreRefusedWithTheBound) {
  EXPECT_EQ((ForecastCall{.horizon = 0}.request().error().message),
            "--horizon 0 must lie between 1 and 100000");
  EXPECT_EQ((ForecastCall{.horizon = 1, .num_paths = 9}.request().error().message),
            "--paths 9 must lie between 100 and 1000000");
  EXPECT_EQ((ForecastCall{.horizon = 1, .coverages = {0.8}}.request().error().message),
            "--coverage 0.8 must lie between 1 and 99.999 (percent); did you mean 80?");
}

TEST(ForecastCall, TheAnswerHasIdsTimesAndColumnsOfTheModels) {
  Panel panel(*parse_frequency("1"), "", {});
  panel.add("a", 5, std::vector<double>{1, 2, 3});
  const ForecastCall call{.horizon = 2, .models = "naive", .coverages = {}};
  const auto definitions = *call.definitions();
  const auto request = *call.request();
  const auto block = forecast_block(panel, 0, 1, definitions, request);
  const auto table = forecast_table(panel, block, block.columns, definitions, request, false);
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(table[1].name, "ds");
  EXPECT_EQ(std::get<TimeColumn>(table[1].data).ordinals, (std::vector<std::int64_t>{8, 9}));
  EXPECT_EQ(table[2].name, "naive");
  EXPECT_EQ(std::get<std::vector<double>>(table[2].data), (std::vector<double>{3, 3}));
}
}  // namespace
}  // namespace foretell::calls
