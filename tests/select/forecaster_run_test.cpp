#include "foretell/select/forecaster_run.hpp"

#include <gtest/gtest.h>

#include "foretell/select/catalog.hpp"

namespace foretell {
namespace {
Panel panel_to_run() {
  Panel panel(*parse_frequency("1"), "", {2});
  panel.add("a", 5, std::vector<double>{1, 3, 2, 4, 3, 5});
  panel.add("b", 8, std::vector<double>{7});
  return panel;
}

ForecastRequest request_for(std::size_t horizon) {
  ForecastRequest request;
  request.horizon = horizon;
  request.coverages = {0.8};
  request.fallbacks = *define_all("naive");
  return request;
}

TEST(ForecasterRun, PredictsWhatAForecastGives) {
  const Panel panel = panel_to_run();
  const auto request = request_for(3);
  const auto definitions = *define_all("seasonal_naive,drift");
  const auto want = forecast_block(panel, 0, 2, definitions, request);
  const auto fitted = fit_forecaster(panel, definitions, request.fallbacks);
  const auto got = predict_block(fitted.forecaster, 0, 2, request);
  EXPECT_EQ(got.columns, want.columns);
  EXPECT_EQ(fitted.cells[2].fallback, want.cells[2].fallback);
  const auto again = load_forecaster(*store(fitted.forecaster));
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(predict_block(*again, 0, 2, request).columns, want.columns);
}

TEST(ForecasterRun, UpdatesOverAGapAndRefusesWhatIsKnown) {
  auto fitted = fit_forecaster(panel_to_run(), *define_all("naive"), {});
  Panel news(*parse_frequency("1"), "", {2});
  news.add("a", 12, std::vector<double>{9});
  const auto errors = update_forecaster(fitted.forecaster, news);
  ASSERT_TRUE(errors) << errors.error().text();
  EXPECT_EQ(fitted.forecaster.next[0], 13);
  EXPECT_EQ(predict_block(fitted.forecaster, 0, 1, request_for(1)).columns[0][0], 9);
  const auto twice = update_forecaster(fitted.forecaster, news);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::kDuplicate);
  Panel stranger(*parse_frequency("1"), "", {2});
  stranger.add("c", 1, std::vector<double>{9});
  EXPECT_EQ(update_forecaster(fitted.forecaster, stranger).error().code, ErrorCode::kUnknownName);
}

TEST(ForecasterRun, OneStepValuesNeedTheDataOfTheFit) {
  const Panel panel = panel_to_run();
  const auto fitted = fit_forecaster(panel, *define_all("naive"), {});
  const auto values = one_step_values(fitted.forecaster, panel, OneStep::kFitted);
  ASSERT_TRUE(values);
  EXPECT_EQ((*values)[0][1], 1);
  Panel other(*parse_frequency("1"), "", {2});
  other.add("a", 5, std::vector<double>{1});
  EXPECT_FALSE(one_step_values(fitted.forecaster, other, OneStep::kFitted));
}

TEST(ForecasterRun, PathsDependOnTheSeedAlone) {
  const auto fitted = fit_forecaster(panel_to_run(), *define_all("naive"), {});
  auto request = request_for(2);
  request.simulation.num_paths = 3;
  const auto all = simulate_block(fitted.forecaster, 0, 2, request);
  ASSERT_EQ(all[0].size(), 12U);
  const auto second = simulate_block(fitted.forecaster, 1, 1, request);
  for (std::size_t k = 0; k < 6; ++k) EXPECT_EQ(all[0][6 + k], second[0][k]);
}
}  // namespace
}  // namespace foretell
