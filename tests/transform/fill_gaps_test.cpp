#include "foretell/transform/fill_gaps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {
constexpr FillRule kAllRules[] = {FillRule::kLinear, FillRule::kSpline,   FillRule::kMonotone,
                                  FillRule::kLast,   FillRule::kSeasonal, FillRule::kKalman};

// A line with a season of 12, and noise.
std::vector<double> monthly(double noise) {
  Rng rng(9);
  std::vector<double> y(120);
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto time = static_cast<double>(t);
    y[t] = 20 + 0.2 * time + 5 * std::sin(std::numbers::pi * time / 6) + noise * rng.normal();
  }
  return y;
}

std::vector<double> with_holes(std::vector<double> y, std::initializer_list<std::size_t> holes) {
  for (const std::size_t t : holes) y[t] = kMissing;
  return y;
}

double largest_error(const std::vector<double>& y, const std::vector<double>& truth) {
  double largest = 0;
  for (std::size_t t = 0; t < y.size(); ++t) largest = std::max(largest, std::abs(y[t] - truth[t]));
  return largest;
}

TEST(FillGaps, EveryRuleKeepsObservationsAndFillsEveryGap) {
  auto y = with_holes(monthly(1), {0, 1, 20, 21, 22, 50, 77, 78, 119});
  for (const FillRule rule : kAllRules) {
    const auto filled = fill_gaps(y, {.rule = rule, .periods = {12}});
    ASSERT_TRUE(filled) << filled.error().text();
    EXPECT_EQ(filled->filled, 6);
    EXPECT_EQ(filled->left_ends, 3);
    for (std::size_t t = 2; t + 1 < y.size(); ++t) {
      EXPECT_TRUE(std::isfinite(filled->values[t]));
      EXPECT_TRUE(std::isnan(y[t]) || filled->values[t] == y[t]);
    }
    EXPECT_TRUE(std::isnan(filled->values[0]) && std::isnan(filled->values[119]));
    const auto ends = fill_gaps(y, {.rule = rule, .ends = true, .periods = {12}});
    EXPECT_EQ(ends->filled, 9);
    for (const double value : ends->values) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(FillGaps, LineIsFilledExactly) {
  std::vector<double> y(40);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 7 - 2 * static_cast<double>(t);
  const auto holes = with_holes(y, {3, 10, 11, 12, 13, 30});
  for (const FillRule rule : {FillRule::kLinear, FillRule::kSpline, FillRule::kMonotone,
                              FillRule::kSeasonal, FillRule::kKalman}) {
    EXPECT_LT(largest_error(fill_gaps(holes, {.rule = rule})->values, y), 1e-9);
  }
  EXPECT_EQ(fill_gaps(holes, {.rule = FillRule::kLast})->values[13], y[9]);
}

TEST(FillGaps, SeasonIsPutBack) {
  const auto y = monthly(0);
  const auto holes = with_holes(y, {30, 31, 32, 33, 34, 35, 36, 80, 81});
  EXPECT_GT(largest_error(fill_gaps(holes, {})->values, y), 3);
  EXPECT_LT(
      largest_error(fill_gaps(holes, {.rule = FillRule::kSeasonal, .periods = {12}})->values, y),
      0.3);
  EXPECT_LT(
      largest_error(fill_gaps(holes, {.rule = FillRule::kKalman, .periods = {12}})->values, y),
      0.01);
}

TEST(FillGaps, LongGapsStayAndAreCounted) {
  const auto y = with_holes(monthly(1), {5, 20, 21, 60, 61, 62});
  const auto filled = fill_gaps(y, {.max_gap = 2});
  EXPECT_EQ(filled->filled, 3);
  EXPECT_EQ(filled->left_long, 3);
  EXPECT_TRUE(std::isnan(filled->values[61]));
  EXPECT_EQ(fill_gaps(y, {.max_gap = 0})->filled, 0);
}

TEST(FillGaps, EndsTakeTheModelsForecastWithKalman) {
  std::vector<double> y(30);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = static_cast<double>(t);
  const auto holes = with_holes(y, {0, 1, 28, 29});
  const auto kalman = fill_gaps(holes, {.rule = FillRule::kKalman, .ends = true});
  EXPECT_LT(largest_error(kalman->values, y), 1e-6);
  EXPECT_EQ(fill_gaps(holes, {.ends = true})->values[29], 27);
}

TEST(FillGaps, SeveralAndLongSeasonsAreTakenOutBeforeKalman) {
  std::vector<double> y(24 * 7 * 4);
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto time = static_cast<double>(t);
    y[t] = 50 + 10 * std::sin(std::numbers::pi * time / 12) +
           5 * std::cos(2 * std::numbers::pi * time / 168);
  }
  const auto holes = with_holes(y, {100, 101, 102, 300, 301, 302, 303, 304, 305, 306, 307});
  const auto filled = fill_gaps(holes, {.rule = FillRule::kKalman, .periods = {24, 168}});
  EXPECT_LT(largest_error(filled->values, y), 0.2);
}

TEST(FillGaps, WithoutGapsNothingChanges) {
  EXPECT_EQ(fill_gaps(std::vector<double>{1, 2}, {.rule = FillRule::kKalman})->values,
            (std::vector<double>{1, 2}));
  EXPECT_TRUE(fill_gaps({}, {})->values.empty());
}

TEST(FillGaps, RefusesWhatCannotBeFilled) {
  const std::vector<double> nothing(5, kMissing), few{1, kMissing, 2};
  EXPECT_EQ(fill_gaps(nothing, {}).error().code, ErrorCode::kMissingValues);
  EXPECT_EQ(fill_gaps(std::vector<double>{HUGE_VAL, kMissing, 1}, {}).error().code,
            ErrorCode::kNotFinite);
  EXPECT_EQ(fill_gaps(few, {.rule = FillRule::kKalman}).error().code, ErrorCode::kTooShort);
  const std::vector<double> unseen{1, kMissing, 3, kMissing, 5, kMissing, 7, kMissing, 9};
  EXPECT_EQ(fill_gaps(unseen, {.rule = FillRule::kSeasonal, .periods = {2}}).error().code,
            ErrorCode::kMissingValues);
}
}  // namespace
}  // namespace foretell
