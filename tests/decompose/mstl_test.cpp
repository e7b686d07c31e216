#include "foretell/decompose/mstl.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "tests/golden.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

void expect_near(const std::vector<double>& ours, const nlohmann::json& r, double scale) {
  const auto theirs = golden::numbers(r);
  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) ASSERT_NEAR(ours[i], theirs[i], 1e-9 * scale) << i;
}

double wave(double time, double period) {
  return std::sin(2 * std::numbers::pi * time / period);
}

// Level 100, seasons of 7 and 30, noise.
std::vector<double> two_seasons(std::size_t n) {
  Rng rng(11);
  std::vector<double> y(n);
  for (std::size_t t = 0; t < n; ++t) {
    const auto time = static_cast<double>(t);
    y[t] = 100 + 5 * wave(time, 7) + 8 * wave(time, 30) + 0.5 * rng.normal();
  }
  return y;
}

TEST(Mstl, AgreesWithR) {
  const auto r = golden::read("decompose/golden/mstl_taylor.json");
  const auto y = golden::numbers(r["y"]);
  const auto parts = Mstl{.periods = {336, 48}}.decompose(y);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->periods, (std::vector<std::size_t>{48, 336}));
  expect_near(parts->trend, r["default"]["Trend"], y[0]);
  expect_near(parts->seasons[0], r["default"]["Seasonal48"], y[0]);
  expect_near(parts->seasons[1], r["default"]["Seasonal336"], y[0]);
  expect_near(parts->remainder, r["default"]["Remainder"], y[0]);
  const auto robust =
      Mstl{.periods = {48, 336}, .season_windows = {13}, .stl = {.robust = true}}.decompose(y);
  ASSERT_TRUE(robust);
  expect_near(robust->trend, r["robust_13"]["Trend"], y[0]);
  expect_near(robust->seasons[1], r["robust_13"]["Seasonal336"], y[0]);
}

TEST(Mstl, OfOneSeasonAgreesWithR) {
  const auto r = golden::read("decompose/golden/mstl_AirPassengers.json");
  const auto parts = Mstl{.periods = {12}}.decompose(golden::numbers(r["y"]));
  ASSERT_TRUE(parts);
  expect_near(parts->trend, r["default"]["Trend"], 100);
  expect_near(parts->seasons[0], r["default"]["Seasonal12"], 100);
}

TEST(Mstl, PartsGiveTheSeriesBackWithGapsWhateverTheComposition) {
  auto y = two_seasons(200);
  Rng rng(2);
  for (double& value : y) value = rng.uniform() < 0.1 ? kMissing : value;
  const auto added = Mstl{.periods = {7, 30}}.decompose(y);
  const auto multiplied =
      Mstl{.periods = {7, 30}, .composition = CompositionOption::kMultiplicative}.decompose(y);
  ASSERT_TRUE(added && multiplied);
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double sum =
        added->trend[t] + added->seasons[0][t] + added->seasons[1][t] + added->remainder[t];
    const double product = multiplied->trend[t] * multiplied->seasons[0][t] *
                           multiplied->seasons[1][t] * multiplied->remainder[t];
    EXPECT_EQ(std::isnan(sum), std::isnan(y[t]));
    EXPECT_TRUE(std::isfinite(added->trend[t] * added->seasons[0][t] * multiplied->trend[t]));
    if (std::isnan(y[t])) continue;
    EXPECT_NEAR(sum, y[t], 1e-15 * y[t]);
    EXPECT_NEAR(product, y[t], 1e-15 * y[t]);
  }
}

TEST(Mstl, SeparatesSeasonsAndTellsTheirStrength) {
  const auto y = two_seasons(360);
  const auto parts = Mstl{.periods = {7, 30}, .season_windows = {Stl::kPeriodic}}.decompose(y);
  ASSERT_TRUE(parts);
  for (std::size_t t = 0; t < y.size(); ++t) {
    EXPECT_NEAR(parts->seasons[0][t], 5 * wave(static_cast<double>(t), 7), 0.6);
    EXPECT_NEAR(parts->seasons[1][t], 8 * wave(static_cast<double>(t), 30), 0.8);
  }
  EXPECT_GT(season_strength(*parts, 0), 0.95);
  EXPECT_LT(trend_strength(*parts), 0.5);
}

TEST(Mstl, WithoutASeasonTheTrendIsSmooth) {
  std::vector<double> y(60);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 3 + 0.5 * static_cast<double>(t);
  y[30] = kMissing;
  for (const auto& periods : {std::vector<std::size_t>{}, {1}, {31}}) {
    const auto parts = Mstl{.periods = periods}.decompose(y);
    ASSERT_TRUE(parts);
    EXPECT_TRUE(parts->periods.empty() && parts->seasons.empty());
    for (std::size_t t = 0; t < y.size(); ++t) {
      EXPECT_NEAR(parts->trend[t], 3 + 0.5 * static_cast<double>(t), 1e-9);
    }
  }
  EXPECT_EQ(Mstl{}.decompose(std::vector<double>{5})->trend, std::vector<double>{5});
}

TEST(Mstl, LeavesOutSeasonsItDoesNotSeeTwice) {
  const auto parts =
      Mstl{.periods = {7, 7, 150}, .season_windows = {9, 9, 13}}.decompose(two_seasons(200));
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->periods, std::vector<std::size_t>{7});
}

TEST(Mstl, RefusesWhatItCannotTakeApart) {
  const std::vector<double> y{1, 2, 0, 4, 5, 6, 7, 8};
  const auto code = [](const Mstl& options, std::span<const double> x) {
    return options.decompose(x).error().code;
  };
  EXPECT_EQ(code({.periods = {2}, .composition = CompositionOption::kMultiplicative}, y),
            ErrorCode::kNotPositive);
  EXPECT_EQ(code({.periods = {2}, .iterations = 0}, y), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.periods = {2}, .season_windows = {7, 9}}, y), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({}, {}), ErrorCode::kTooShort);
  EXPECT_EQ(code({}, std::vector<double>{1, HUGE_VAL}), ErrorCode::kNotFinite);
  EXPECT_EQ(code({}, std::vector<double>{kMissing, kMissing}), ErrorCode::kMissingValues);
}
}  // namespace
}  // namespace foretell
