#include "foretell/decompose/stl.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "tests/decompose/stl_reference.hpp"
#include "tests/golden.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

void expect_component(const std::vector<double>& ours, const nlohmann::json& r, double scale) {
  const auto theirs = golden::numbers(r);
  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_NEAR(ours[i], theirs[i], 1e-9 * scale) << i;
}

// A line, a season and noise; `share` of the values missing.
std::vector<double> noisy_season(std::size_t n, std::size_t period, double share = 0) {
  Rng rng(7);
  std::vector<double> y(n);
  for (std::size_t t = 0; t < n; ++t) {
    const auto time = static_cast<double>(t);
    y[t] = 50 + 0.1 * time +
           10 * std::sin(2 * std::numbers::pi * time / static_cast<double>(period)) + rng.normal();
    if (rng.uniform() < share) y[t] = kMissing;
  }
  return y;
}

struct Case {
  const char* name;
  Stl options;
};

std::vector<Case> cases_of_r() {
  return {{"periodic", {.season_window = Stl::kPeriodic}},
          {"windowed", {.season_window = 7}},
          {"robust", {.season_window = 13, .robust = true}},
          {"robust_periodic", {.season_window = Stl::kPeriodic, .robust = true}},
          {"lines",
           {.season_window = 7,
            .season_degree = 1,
            .season_jump = 1,
            .trend_jump = 1,
            .low_pass_jump = 1,
            .inner = 3}},
          {"robust_lines",
           {.season_window = 9,
            .season_degree = 1,
            .low_pass_degree = 0,
            .season_jump = 1,
            .trend_jump = 1,
            .low_pass_jump = 1,
            .inner = 2,
            .outer = 4}},
          {"odd_jumps",
           {.season_window = 11,
            .trend_window = 31,
            .low_pass_window = 17,
            .season_degree = 1,
            .trend_degree = 0,
            .season_jump = 3,
            .trend_jump = 7,
            .low_pass_jump = 5,
            .inner = 2,
            .outer = 2}},
          {"wide",
           {.season_window = 101,
            .trend_window = 501,
            .low_pass_window = 301,
            .season_degree = 1,
            .season_jump = 1,
            .trend_jump = 1,
            .low_pass_jump = 1}}};
}

TEST(Stl, AgreesWithRForEveryOption) {
  for (const char* name : {"AirPassengers", "nottem", "UKgas"}) {
    const auto r = golden::read(std::string("decompose/golden/stl_") + name + ".json");
    const auto y = golden::numbers(r["y"]);
    for (auto [key, options] : cases_of_r()) {
      SCOPED_TRACE(std::string(name) + " " + key);
      options.period = r["period"].get<std::size_t>();
      const auto parts = options.decompose(y);
      ASSERT_TRUE(parts) << parts.error().text();
      expect_component(parts->seasons[0], r[key]["season"], y[0]);
      expect_component(parts->trend, r[key]["trend"], y[0]);
      if (!parts->weights.empty()) expect_component(parts->weights, r[key]["weights"], 1);
    }
  }
}

TEST(Stl, RobustPartsOfAnEvenNumberAgreeWithStatsmodels) {
  const auto r = golden::read("decompose/golden/stl_even.json");
  const auto parts = Stl{.period = 12,
                         .season_window = 13,
                         .season_degree = 1,
                         .season_jump = 1,
                         .trend_jump = 1,
                         .low_pass_jump = 1,
                         .inner = 2,
                         .outer = 6}
                         .decompose(golden::numbers(r["y"]));
  ASSERT_TRUE(parts);
  expect_component(parts->seasons[0], r["season"], 100);
  expect_component(parts->trend, r["trend"], 100);
}

// Options drawn at random, windows and jumps from small to larger than the series. (Windows of 3
// follow the series exactly, and robustness weights of remainders that are mere rounding are
// chance.)
Stl drawn(Rng& rng, std::size_t period) {
  const auto up_to = [&rng](std::size_t limit) {
    return 1 + static_cast<std::size_t>(rng.uniform() * static_cast<double>(limit));
  };
  return {.period = period,
          .season_window = rng.uniform() < 0.2 ? Stl::kPeriodic : 4 + up_to(40),
          .trend_window = 4 + up_to(rng.uniform() < 0.2 ? 1000 : 50),
          .low_pass_window = up_to(60),
          .season_degree = rng.uniform() < 0.5 ? 0 : 1,
          .trend_degree = rng.uniform() < 0.5 ? 0 : 1,
          .season_jump = up_to(rng.uniform() < 0.5 ? 1 : 9),
          .trend_jump = up_to(rng.uniform() < 0.5 ? 1 : 30),
          .low_pass_jump = up_to(rng.uniform() < 0.5 ? 1 : 30),
          .inner = up_to(3),
          .outer = rng.uniform() < 0.5 ? 0 : up_to(3)};
}

TEST(Stl, AgreesWithThePlainLoopsAtAwkwardLengthsWithAndWithoutGaps) {
  Rng rng(17);
  for (int i = 0; i < 400; ++i) {
    const std::size_t period = 2 + static_cast<std::size_t>(rng.uniform() * 30);
    const std::size_t n = 2 * period + static_cast<std::size_t>(rng.uniform() * 200);
    const Stl options = drawn(rng, period);
    const auto y = noisy_season(n, period, i % 2 == 0 ? 0 : 0.15);
    const auto parts = options.decompose(y);
    if (!parts) continue;  // a place of the season without any observation
    SCOPED_TRACE(fmt::format("case {}: n {}, period {}", i, n, period));
    const auto truth = stl_reference::run_loops(y, *stl::plan(options, n));
    for (std::size_t t = 0; t < n; ++t) {
      ASSERT_NEAR(parts->trend[t], truth.trend[t], 1e-8) << t;
      if (options.season_window == Stl::kPeriodic) continue;
      ASSERT_NEAR(parts->seasons[0][t], truth.season[t], 1e-8) << t;
    }
  }
}

TEST(Stl, PartsAddUpToTheSeries) {
  for (const double share : {0.0, 0.2}) {
    const auto y = noisy_season(300, 12, share);
    const auto parts = Stl{.period = 12, .robust = share > 0}.decompose(y);
    ASSERT_TRUE(parts);
    for (std::size_t t = 0; t < y.size(); ++t) {
      const double sum = parts->trend[t] + parts->seasons[0][t] + parts->remainder[t];
      EXPECT_EQ(std::isnan(sum), std::isnan(y[t]));
      if (std::isnan(y[t])) continue;
      EXPECT_NEAR(sum, y[t], 1e-14 * std::abs(y[t]));
    }
  }
}

TEST(Stl, FindsLineAndSeasonThroughMissingValues) {
  std::vector<double> y(120);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = 5 + 0.5 * static_cast<double>(t) + (t % 4 == 0 ? 6 : -2);
  }
  std::vector<double> holes = y;
  for (const std::size_t t : {0, 1, 17, 18, 19, 20, 60, 119}) holes[t] = kMissing;
  const auto parts =
      Stl{.period = 4, .season_window = Stl::kPeriodic, .inner = 10}.decompose(holes);
  ASSERT_TRUE(parts);
  for (std::size_t t = 0; t < y.size(); ++t) {
    EXPECT_NEAR(parts->trend[t] + parts->seasons[0][t], y[t], 0.05) << t;
  }
}

TEST(Stl, GoesOnThroughGapsLongerThanItsWindows) {
  auto y = noisy_season(600, 12);
  std::fill(y.begin() + 100, y.begin() + 400, kMissing);
  const auto parts = Stl{.period = 12, .season_window = 5, .robust = true}.decompose(y);
  ASSERT_TRUE(parts);
  for (std::size_t t = 0; t < y.size(); ++t) {
    EXPECT_NEAR(parts->trend[t], 50 + 0.1 * static_cast<double>(t), 3) << t;
  }
}

TEST(Stl, RobustWeightsTellOutliers) {
  auto y = noisy_season(240, 12);
  y[100] += 60;
  const auto parts =
      Stl{.period = 12, .season_window = Stl::kPeriodic, .robust = true}.decompose(y);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->weights[100], 0);
  EXPECT_NEAR(parts->remainder[100], 60, 4);
  EXPECT_GT(parts->weights[50], 0.5);
}

TEST(Stl, ConstantSeriesHasNoSeason) {
  const auto parts = Stl{.period = 4, .robust = true}.decompose(std::vector<double>(20, 3.0));
  ASSERT_TRUE(parts);
  for (const double s : parts->seasons[0]) EXPECT_NEAR(s, 0, 1e-12);
  for (const double t : parts->trend) EXPECT_NEAR(t, 3, 1e-12);
  EXPECT_EQ(trend_strength(*parts), 0);
  EXPECT_EQ(season_strength(*parts, 0), 0);
}

TEST(Stl, SmallestSeriesIsTakenApart) {
  EXPECT_TRUE((Stl{.period = 2}.decompose(std::vector<double>{1, 2, 3, 5})));
  EXPECT_TRUE((Stl{.period = 2, .season_window = 0, .robust = true}.decompose(
      std::vector<double>{1, 2, 3, 5, 9})));
}

TEST(Stl, RefusesWhatItCannotTakeApart) {
  const auto code = [](const Stl& options, std::vector<double> y) {
    return options.decompose(y).error().code;
  };
  const std::vector<double> y{1, 2, 3, 4, 5, 6, 7, 8};
  EXPECT_EQ(code({.period = 4}, {}), ErrorCode::kTooShort);
  EXPECT_EQ(code({.period = 5}, y), ErrorCode::kTooShort);
  EXPECT_EQ(code({.period = 1}, y), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.period = 4, .trend_degree = 2}, y), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.period = 4, .season_jump = 0}, y), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.period = 4, .inner = 0}, y), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.period = 2}, {1, HUGE_VAL, 2, 3}), ErrorCode::kNotFinite);
  EXPECT_EQ(code({.period = 2}, {1e308, -1e308, 1.5e308, 1e308}), ErrorCode::kNotFinite);
  EXPECT_EQ(code({.period = 2}, std::vector<double>(8, kMissing)), ErrorCode::kMissingValues);
  const auto unseen = Stl{.period = 2}.decompose(std::vector<double>{1, kMissing, 2, kMissing});
  EXPECT_EQ(unseen.error().text(), "place 2 of the season of 2 was never observed");
}
}  // namespace
}  // namespace foretell
