#include "foretell/models/compose/part_trace.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/models/arima/auto_arima.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/compose/combination.hpp"
#include "foretell/models/compose/fallback.hpp"
#include "foretell/models/compose/seasonally_adjusted.hpp"
#include "foretell/models/smoothing/ces.hpp"

namespace foretell {
namespace {
std::vector<double> walk() {
  Rng rng(7);
  std::vector<double> y(60);
  double level = 50;
  for (double& value : y) value = level += rng.normal();
  return y;
}

const std::vector<double> kTraced = walk();
const Series kSeries{.values = kTraced};
const AnyDefinition kArima("auto_arima", AutoArima{});
const AnyDefinition kRefused("auto_arima(d=9)", AutoArima{.d = 9});
const AnyDefinition kNaive("naive", Naive{});

std::size_t num_chosen(const std::vector<Candidate>& candidates, const std::string& part) {
  return static_cast<std::size_t>(std::ranges::count_if(
      candidates, [&](const Candidate& one) { return one.chosen && one.part == part; }));
}

TEST(PartTrace, NamesThePartAndThoseInsideIt) {
  const Combination pool{.parts = {kArima, kNaive, {"auto_ces", AutoCes{}}}};
  const AnyDefinition inner("pool", pool);
  const Combination outer{.parts = {inner, kArima}};
  const auto candidates = outer.trace(kSeries);
  ASSERT_TRUE(candidates);
  EXPECT_EQ(candidates->front().part, "pool > auto_arima");
  EXPECT_EQ(num_chosen(*candidates, "pool > auto_arima"), 1U);
  EXPECT_EQ(num_chosen(*candidates, "pool > auto_ces"), 1U);
  EXPECT_EQ(num_chosen(*candidates, "auto_arima"), 1U);
  const auto alone = AutoArima{}.trace(kSeries);
  std::vector<Candidate> own;
  for (const Candidate& one : *candidates) {
    if (one.part == "auto_arima") own.push_back(one);
  }
  ASSERT_EQ(own.size(), alone->size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    EXPECT_EQ(own[i].name, (*alone)[i].name);
    EXPECT_EQ(own[i].criterion, (*alone)[i].criterion);
    EXPECT_EQ(own[i].chosen, (*alone)[i].chosen);
  }
}

TEST(PartTrace, SaysWhyAPartRefused) {
  const Combination pool{.parts = {kRefused, kNaive}};
  const auto candidates = pool.trace(kSeries);
  ASSERT_TRUE(candidates);
  ASSERT_EQ(candidates->size(), 1U);
  EXPECT_EQ(candidates->front().part, "auto_arima(d=9)");
  EXPECT_NE(candidates->front().verdict.find("at most 3 and 2 differences"), std::string::npos);
  EXPECT_TRUE(std::isinf(candidates->front().criterion));
  EXPECT_TRUE(std::isnan(candidates->front().log_likelihood));
  EXPECT_FALSE(Combination{}.trace(kSeries));
}

TEST(PartTrace, CompositesWithoutAChoiceAreNotTraced) {
  EXPECT_FALSE(AnyDefinition("a", Combination{.parts = {kNaive}}).is_traced());
  EXPECT_FALSE(AnyDefinition("a", SeasonallyAdjusted{kNaive}).is_traced());
  EXPECT_TRUE(AnyDefinition("a", Combination{.parts = {kNaive, kArima}}).is_traced());
  EXPECT_TRUE(AnyDefinition("a", SeasonallyAdjusted{kArima}).is_traced());
}

TEST(PartTrace, AFallbackShowsWhatItTriedAndWhatTheseLookedAt) {
  const auto candidates = Fallback{{kRefused, kArima, kNaive}}.trace(kSeries);
  ASSERT_TRUE(candidates);
  EXPECT_EQ((*candidates)[0].name, "auto_arima(d=9)");
  EXPECT_NE((*candidates)[0].verdict.find("differences"), std::string::npos);
  EXPECT_EQ((*candidates)[1].name, "auto_arima");
  EXPECT_TRUE((*candidates)[1].chosen);
  EXPECT_EQ((*candidates)[2].part, "auto_arima(d=9)");
  EXPECT_EQ(num_chosen(*candidates, "auto_arima"), 1U);
  EXPECT_EQ(num_chosen(*candidates, ""), 1U);
  EXPECT_FALSE(Fallback{{kRefused}}.trace(kSeries));
}

TEST(PartTrace, AnAdjustedModelLooksAtTheAdjustedSeries) {
  const std::vector<std::size_t> periods{4};
  std::vector<double> y = kTraced;
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += t % 4 == 0 ? 20 : 0;
  const Series series{.values = y, .periods = periods};
  const SeasonallyAdjusted definition{kArima, {}, SeasonOption::kAdditive};
  const auto candidates = definition.trace(series);
  ASSERT_TRUE(candidates);
  const auto chosen = std::ranges::find_if(*candidates, &Candidate::chosen);
  ASSERT_NE(chosen, candidates->end());
  EXPECT_EQ(chosen->part, "auto_arima");
  EXPECT_EQ(chosen->name, definition.fit(series)->model.describe().name);
}
}  // namespace
}  // namespace foretell
