#include "foretell/select/forecast_panel.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/parallel.hpp"
#include "foretell/select/catalog.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

Panel random_panel(std::size_t num_series) {
  Panel panel({.unit = Frequency::Unit::kMonth}, "", {12});
  for (std::size_t i = 0; i < num_series; ++i) {
    Rng rng(9, i);
    std::vector<double> y;
    for (std::size_t t = 0; t < 20 + i % 7; ++t) y.push_back(100 + 10 * rng.normal());
    panel.add("series_" + std::to_string(i), 0, y);
  }
  return panel;
}

ForecastRequest usual_request() {
  ForecastRequest request;
  request.horizon = 3;
  request.coverages = {0.8, 0.95};
  request.fallbacks = *define_all("seasonal_naive,naive");
  return request;
}

TEST(ForecastPanel, ColumnsAreNamedByModelAndCoverage) {
  const auto models = *define_all("naive,window_average(window=2)");
  const std::vector<double> coverages{0.8, 0.975};
  EXPECT_EQ(column_names(models, coverages),
            (std::vector<std::string>{
                "naive", "naive-lo-80", "naive-hi-80", "naive-lo-97.5", "naive-hi-97.5",
                "window_average(window=2)", "window_average(window=2)-lo-80",
                "window_average(window=2)-hi-80", "window_average(window=2)-lo-97.5",
                "window_average(window=2)-hi-97.5"}));
}

TEST(ForecastPanel, TheAnswerDependsNeitherOnThreadsNorOnBlocks) {
  const Panel panel = random_panel(50);
  const auto models = *define_all("naive,drift");
  const auto request = usual_request();
  set_num_threads(1);
  const auto alone = forecast_block(panel, 0, 50, models, request);
  set_num_threads(0);
  const auto together = forecast_block(panel, 0, 50, models, request);
  const auto part = forecast_block(panel, 20, 10, models, request);
  EXPECT_EQ(alone.columns, together.columns);
  for (std::size_t c = 0; c < part.columns.size(); ++c) {
    for (std::size_t r = 0; r < 30; ++r) EXPECT_EQ(part.columns[c][r], alone.columns[c][60 + r]);
  }
}

TEST(ForecastPanel, ABadSeriesGetsItsErrorAndTheOthersTheirForecast) {
  Panel panel({}, "", {});
  panel.add("good", 0, std::vector<double>{1, 2, 3});
  panel.add("empty", 0, std::vector<double>{kMissing, kMissing});
  panel.add("fine", 0, std::vector<double>{4, 5, 6});
  const auto block = forecast_block(panel, 0, 3, *define_all("naive"), usual_request());
  EXPECT_FALSE(block.cells[0].error);
  ASSERT_TRUE(block.cells[1].error);
  EXPECT_EQ(block.cells[1].error->where, "series empty");
  EXPECT_EQ(block.columns[0][0], 3);
  EXPECT_TRUE(std::isnan(block.columns[0][3]));
  EXPECT_EQ(block.columns[0][6], 6);
}

TEST(ForecastPanel, IntervalsAreOrderedAroundTheMeanAndClippedOnRequest) {
  const Panel panel = random_panel(5);
  auto request = usual_request();
  const auto block = forecast_block(panel, 0, 5, *define_all("naive"), request);
  for (std::size_t r = 0; r < 15; ++r) {
    EXPECT_LE(block.columns[3][r], block.columns[1][r]);
    EXPECT_LE(block.columns[1][r], block.columns[0][r]);
    EXPECT_LE(block.columns[0][r], block.columns[2][r]);
    EXPECT_LE(block.columns[2][r], block.columns[4][r]);
  }
  Panel small({}, "", {});
  small.add("small", 0, std::vector<double>{1, 9, 1});
  request.non_negative = true;
  EXPECT_EQ(forecast_block(small, 0, 1, *define_all("naive"), request).columns[3][2], 0);
}

TEST(ForecastPanel, WhatIsDrawnForASeriesDependsOnItsIdAlone) {
  EXPECT_EQ(stream_of(""), 0xcbf29ce484222325U);  // the vectors of RFC 9923
  EXPECT_EQ(stream_of("a"), 0xaf63dc4c8601ec8cU);
  EXPECT_EQ(stream_of("foobar"), 0x85944171f73967e8U);
}
}  // namespace
}  // namespace foretell
