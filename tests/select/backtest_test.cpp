#include "foretell/select/backtest.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/parallel.hpp"
#include "foretell/select/catalog.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

Panel lines(std::size_t num_series, std::size_t length) {
  Panel panel({}, "", {});
  for (std::size_t i = 0; i < num_series; ++i) {
    std::vector<double> y;
    for (std::size_t t = 0; t < length; ++t) y.push_back(static_cast<double>(t * (i + 1)));
    panel.add(std::to_string(i), 0, y);
  }
  return panel;
}

BacktestRequest plan(std::size_t horizon, std::size_t count) {
  BacktestRequest request;
  request.plan = {.horizon = horizon, .windows = count};
  request.forecast.horizon = horizon;
  request.forecast.coverages = {0.8};
  request.forecast.fallbacks = *define_all("naive");
  return request;
}

BacktestResult run(const Panel& panel, std::string_view words, const BacktestRequest& request,
                   const std::function<void(const WindowResult&)>& sink = {}) {
  return backtest(panel, *define_all(words), define_all("naive")->front(), request, sink);
}

TEST(Backtest, ErrorsAreThoseOfTheForecastsByHand) {
  const auto result = run(lines(1, 10), "naive,drift", plan(2, 3));
  EXPECT_EQ(result.total[0].count(), 6U);
  EXPECT_DOUBLE_EQ(result.total[0].metrics()[Metric::kMae], 1.5);
  EXPECT_DOUBLE_EQ(result.by_step[0][1].metrics()[Metric::kMae], 2);
  EXPECT_NEAR(result.total[1].metrics()[Metric::kMae], 0, 1e-12);
  EXPECT_DOUBLE_EQ(result.total[0].metrics(&result.benchmark)[Metric::kOwa], 1);
}

TEST(Backtest, UpdatingEqualsRefittingForModelsWithoutParameters) {
  auto request = plan(3, 4);
  request.plan.step = 1;
  const auto refitted = run(lines(5, 30), "naive,drift,mean", request);
  request.refit = false;
  const auto updated = run(lines(5, 30), "naive,drift,mean", request);
  for (std::size_t d = 0; d < 3; ++d) {
    EXPECT_NEAR(refitted.total[d].metrics()[Metric::kMse], updated.total[d].metrics()[Metric::kMse],
                1e-9);
  }
}

TEST(Backtest, ThreadsChangeNoBit) {
  const Panel panel = lines(40, 25);
  set_num_threads(1);
  const auto alone = run(panel, "naive,mean", plan(2, 2));
  set_num_threads(0);
  const auto together = run(panel, "naive,mean", plan(2, 2));
  EXPECT_EQ(alone.total[1].metrics()[Metric::kMase], together.total[1].metrics()[Metric::kMase]);
  EXPECT_EQ(alone.total[1].metrics()[Metric::kCrps], together.total[1].metrics()[Metric::kCrps]);
}

TEST(Backtest, HandsOnEveryWindowInOrder) {
  std::vector<std::pair<std::size_t, std::size_t>> seen;
  const auto sink = [&](const WindowResult& window) {
    seen.emplace_back(window.series, window.end);
    EXPECT_EQ(window.actual.size(), 2U);
    EXPECT_EQ(window.columns.size(), 3U);
    EXPECT_EQ(window.columns[0][1], static_cast<double>((window.end - 1) * (window.series + 1)));
  };
  run(lines(2, 10), "naive", plan(2, 2), sink);
  EXPECT_EQ(seen,
            (std::vector<std::pair<std::size_t, std::size_t>>{{0, 6}, {0, 8}, {1, 6}, {1, 8}}));
}

TEST(Backtest, ASeriesTooShortIsNamedAndLeftOut) {
  Panel panel = lines(1, 10);
  panel.add("tiny", 0, std::vector<double>{1});
  const auto result = run(panel, "naive", plan(2, 1));
  EXPECT_FALSE(result.series_errors[0]);
  ASSERT_TRUE(result.series_errors[1]);
  EXPECT_EQ(result.series_errors[1]->text(),
            "series tiny: 1 observations, but a window of horizon 2 needs at least 3");
  EXPECT_EQ(result.total[0].count(), 2U);
}

TEST(Backtest, CountsWindowsThatAModelRefused) {
  Panel panel({}, "", {});
  panel.add("gap", 0, std::vector<double>{kMissing, kMissing, kMissing, 1, 2, 3});
  const auto result = run(panel, "naive", plan(1, 5));
  EXPECT_EQ(result.failures[0], 3U);
}
}  // namespace
}  // namespace foretell
