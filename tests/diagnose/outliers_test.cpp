#include "foretell/diagnose/outliers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <span>

#include "foretell/base/rng.hpp"
#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
std::vector<std::size_t> indices_of(const OutlierFindings& findings) {
  std::vector<std::size_t> indices;
  for (const auto& outlier : findings.outliers) indices.push_back(outlier.index);
  return indices;
}

// R's robust stl takes the middle two of an even number of remainders wrongly (see Stl); nothing
// else differs on the first pass.
TEST(OutlierSearch, GivesRsIndicesOnEverySeriesOfAnOddLength) {
  for (const auto& item : golden::read("diagnose/golden/outliers_odd.json")) {
    const auto classic = golden::series(item["series"].get<std::string>());
    const auto drop = item["drop"].get<std::size_t>();
    const auto found = OutlierSearch{.periods = {classic.period}, .iterations = 1}.find(
        std::span(classic.y).subspan(drop));
    ASSERT_TRUE(found) << classic.name;
    std::vector<std::size_t> expected;
    for (const auto& index : item["first"]) expected.push_back(index.get<std::size_t>() - 1);
    EXPECT_EQ(indices_of(*found), expected) << classic.name << " from " << drop;
  }
}

// Even lengths, and a second pass: R counts what it has interpolated as observed, here it stays
// missing.
TEST(OutlierSearch, AgreesWithRsTsoutliersOnMostSeries) {
  std::size_t same_first = 0, same = 0;
  for (const auto& [name, json, y, period] : golden::all_series()) {
    std::vector<std::size_t> first, both;
    for (const auto& index : json["outliers"]["first"])
      first.push_back(index.get<std::size_t>() - 1);
    for (const auto& index : json["outliers"]["index"])
      both.push_back(index.get<std::size_t>() - 1);
    const auto one = OutlierSearch{.periods = {period}, .iterations = 1}.find(y);
    const auto two = OutlierSearch{.periods = {period}}.find(y);
    ASSERT_TRUE(one && two) << name;
    same_first += indices_of(*one) == first;
    same += indices_of(*two) == both;
    EXPECT_TRUE(period > 1 || indices_of(*two) == both) << name;
  }
  EXPECT_GE(same_first, 10U);
  EXPECT_GE(same, 9U);
}

std::vector<double> seasonal_line() {
  Rng rng(3);
  std::vector<double> y(120);
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto time = static_cast<double>(t);
    y[t] = 50 + 0.2 * time + 10 * std::sin(2 * 3.14159265 * time / 12) + rng.normal();
  }
  return y;
}

TEST(OutlierSearch, FindsPlantedValuesAndReplacesThemWithTheirSeason) {
  auto y = seasonal_line();
  const double before = y[40];
  y[40] += 30;
  y[77] -= 25;
  const auto found = OutlierSearch{.periods = {12}}.find(y);
  ASSERT_TRUE(found);
  EXPECT_EQ(indices_of(*found), (std::vector<std::size_t>{40, 77}));
  EXPECT_EQ(found->outliers[0].kind, OutlierKind::kAdditive);
  EXPECT_NEAR(found->outliers[0].replacement, before, 3);
  EXPECT_EQ(found->cleaned[40], found->outliers[0].replacement);
  EXPECT_EQ(found->cleaned[41], y[41]);
}

TEST(OutlierSearch, KeepsALevelShift) {
  Rng rng(5);
  std::vector<double> y(100);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = rng.normal() + (t >= 60 ? 40 : 0);
  const auto found = OutlierSearch{}.find(y);
  ASSERT_TRUE(found && !found->outliers.empty());
  for (const auto& outlier : found->outliers) {
    EXPECT_NEAR(static_cast<double>(outlier.index), 60, 8);
    EXPECT_EQ(outlier.kind, OutlierKind::kLevelShift) << outlier.index;
  }
  EXPECT_EQ(found->cleaned, y);
}

TEST(OutlierSearch, FillsGapsInTheCopy) {
  auto y = seasonal_line();
  const double before = y[30];
  y[30] = std::numeric_limits<double>::quiet_NaN();
  const auto found = OutlierSearch{.periods = {12}}.find(y);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->outliers.empty());
  EXPECT_NEAR(found->cleaned[30], before, 3);
}

TEST(OutlierSearch, AnswersOnDegenerateSeriesAndSaysWhyItCannot) {
  EXPECT_TRUE(OutlierSearch{.periods = {12}}.find(std::vector<double>(40, 2))->outliers.empty());
  EXPECT_EQ(OutlierSearch{}.find({}).error().code, ErrorCode::kTooShort);
  const std::vector<double> infinite{1, 2, std::numeric_limits<double>::infinity(), 2};
  EXPECT_EQ(OutlierSearch{}.find(infinite).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(OutlierSearch{.iterations = 0}.find(infinite).error().code, ErrorCode::kInvalidOption);
}
}  // namespace
}  // namespace foretell
