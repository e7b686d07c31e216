#include "foretell/transform/regular_grid.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/base/rng.hpp"
#include "tests/missing.hpp"
#include "tests/transform/dates.hpp"

namespace foretell {
namespace {
using dates::frequency;
using dates::ordinal;
using dates::stamp;

TEST(RegularGrid, NearestMovesMergesAndLeavesOut) {
  const std::int64_t noon = stamp(2024, 5, 1, 12);
  // 12:00, 12:58 and 13:05 (the nearer), 15:20 (too far), 16:00 without a value, 17:10.
  const std::vector<std::int64_t> stamps{
      noon + 310 * 60, noon, noon + 65 * 60, noon + 58 * 60, noon + 200 * 60, noon + 240 * 60};
  const std::vector<double> values{6, 1, 3, 2, 4, kMissing};
  const auto grid = to_regular_grid(stamps, values, frequency("h"), {.tolerance = 10 * 60});
  ASSERT_TRUE(grid) << grid.error().text();
  ASSERT_EQ(grid->series.values.size(), 6);
  EXPECT_EQ(grid->series.start, ordinal("h", noon));
  EXPECT_EQ(grid->series.values[0], 1);
  EXPECT_EQ(grid->series.values[1], 2);
  EXPECT_EQ(grid->series.values[5], 6);
  EXPECT_TRUE(std::isnan(grid->series.values[3]));
  EXPECT_EQ(grid->moved, 2);
  EXPECT_EQ(grid->merged, 1);
  EXPECT_EQ(grid->left_out, 2);
}

TEST(RegularGrid, AggregateTakesWhatLiesWithinAStep) {
  const std::vector<std::int64_t> stamps{stamp(2024, 2, 28, 5), stamp(2024, 2, 29, 23),
                                         stamp(2024, 4, 1)};
  const auto months =
      to_regular_grid(stamps, std::vector<double>{1, 2, 5}, frequency("ME"),
                      {.rule = GridRule::kAggregate, .aggregate = AggregateRule::kSum});
  ASSERT_TRUE(months);
  EXPECT_EQ(months->series.start, ordinal("ME", stamp(2024, 2, 29)));
  EXPECT_EQ(months->series.values[0], 3);
  EXPECT_TRUE(std::isnan(months->series.values[1]));
  EXPECT_EQ(months->series.values[2], 5);
  EXPECT_EQ(months->merged, 1);
}

TEST(RegularGrid, LineInTimeIsReproducedAtEveryGridTime) {
  Rng rng(8);
  std::vector<std::int64_t> stamps;
  std::vector<double> values;
  for (int i = 0; i < 300; ++i) {
    stamps.push_back(stamp(2024, 1, 1) + rng.below(30 * 86400));
    values.push_back(2 + 1e-5 * static_cast<double>(stamps.back() - stamp(2024, 1, 1)));
  }
  for (const char* name : {"h", "D", "B", "W-SUN"}) {
    const auto grid = to_regular_grid(stamps, values, frequency(name), {.rule = GridRule::kLinear});
    ASSERT_TRUE(grid);
    const TimeIndex index(frequency(name));
    for (std::size_t t = 0; t < grid->series.values.size(); ++t) {
      const auto time = index.stamp(grid->series.start + static_cast<std::int64_t>(t));
      EXPECT_NEAR(grid->series.values[t], 2 + 1e-5 * static_cast<double>(time - stamp(2024, 1, 1)),
                  1e-9);
    }
  }
}

TEST(RegularGrid, LineDoesNotCrossLongGapsAndTiesAreAveraged) {
  const std::int64_t day = 86400, start = stamp(2024, 1, 1);
  const std::vector<std::int64_t> stamps{start, start, start + 2 * day, start + 6 * day};
  const auto grid = to_regular_grid(stamps, std::vector<double>{1, 3, 4, 8}, frequency("D"),
                                    {.rule = GridRule::kLinear, .tolerance = 3 * day});
  EXPECT_EQ(grid->series.values[0], 2);
  EXPECT_EQ(grid->series.values[1], 3);
  EXPECT_TRUE(std::isnan(grid->series.values[3]));
  EXPECT_EQ(grid->series.values[6], 8);
  EXPECT_EQ(grid->merged, 1);
}

TEST(RegularGrid, RegularObservationsStay) {
  std::vector<std::int64_t> stamps;
  std::vector<double> values;
  const TimeIndex months(frequency("MS"));
  for (int i = 0; i < 30; ++i) {
    stamps.push_back(months.stamp(600 + i));
    values.push_back(i);
  }
  for (const auto rule : {GridRule::kNearest, GridRule::kAggregate, GridRule::kLinear}) {
    const auto grid =
        to_regular_grid(stamps, values, frequency("MS"), {.rule = rule, .tolerance = 0});
    ASSERT_TRUE(grid);
    EXPECT_EQ(grid->series.values, values);
    EXPECT_EQ(grid->series.start, 600);
    EXPECT_EQ(grid->moved + grid->merged + grid->left_out, 0);
  }
}

TEST(RegularGrid, RefusesWhatHasNoGrid) {
  const std::vector<std::int64_t> two{0, 3'000'000'000'000};
  const auto code = [](std::span<const std::int64_t> stamps, const std::vector<double>& values,
                       const char* name, const GridOptions& options) {
    return to_regular_grid(stamps, values, frequency(name), options).error().code;
  };
  EXPECT_EQ(code(two, {1}, "D", {}), ErrorCode::kInvalidOption);
  EXPECT_EQ(code(two, {1, 2}, "D", {.tolerance = -1}), ErrorCode::kInvalidOption);
  EXPECT_EQ(code(two, {1, HUGE_VAL}, "D", {}), ErrorCode::kNotFinite);
  EXPECT_EQ(code(two, {kMissing, kMissing}, "D", {}), ErrorCode::kTooShort);
  EXPECT_EQ(code({}, {}, "D", {}), ErrorCode::kTooShort);
  EXPECT_EQ(code(two, {1, 2}, "s", {}), ErrorCode::kFrequency);
  const std::vector<std::int64_t> close{10, 20}, far{10, std::numeric_limits<std::int64_t>::max()};
  EXPECT_EQ(code(close, {1, 2}, "D", {.rule = GridRule::kLinear}), ErrorCode::kTooShort);
  EXPECT_EQ(code(close, {1, 2}, "D", {.tolerance = 5}), ErrorCode::kTooShort);
  EXPECT_EQ(code(far, {1, 2}, "D", {}), ErrorCode::kFrequency);
}
}  // namespace
}  // namespace foretell
