#include "foretell/select/best_of.hpp"

#include <gtest/gtest.h>

#include "foretell/select/catalog.hpp"

namespace foretell {
namespace {
const std::vector<std::size_t> kQuarters{4};

AnyDefinition best(const std::string& words) {
  return define_all(words)->front();
}

std::vector<double> line(std::size_t size) {
  std::vector<double> y;
  for (std::size_t t = 0; t < size; ++t) y.push_back(10 + 2 * static_cast<double>(t));
  return y;
}

TEST(BestOf, ValidationFindsTheModelOfALineAndOfASeason) {
  const auto definition = best("best(naive,seasonal_naive,drift)");
  const auto y = line(40);
  EXPECT_EQ(definition.fit({.values = y})->describe().name.substr(0, 5), "drift");
  std::vector<double> season;
  for (int t = 0; t < 40; ++t) season.push_back(t % 4 * 10);
  EXPECT_EQ(definition.fit({.values = season, .periods = kQuarters})->describe().name.substr(0, 14),
            "seasonal_naive");
}

TEST(BestOf, AShortSeriesStillGetsTheFirstModelThatFits) {
  const std::vector<double> y{5};
  const auto fitted = best("best(mean,naive)").fit({.values = y});
  ASSERT_TRUE(fitted);
  EXPECT_EQ(fitted->forecast(1).mean()[0], 5);
}

TEST(BestOf, ReportsTheErrorWhenEveryModelRefuses) {
  const auto fitted = best("best(naive,drift)").fit({.id = "empty"});
  ASSERT_FALSE(fitted);
  EXPECT_EQ(fitted.error().code, ErrorCode::kTooShort);
}

TEST(BestOf, TheStoredFormReadsBackAsTheSameModel) {
  const auto definition = best("best(naive,drift)");
  const auto y = line(20);
  const auto fitted = definition.fit({.values = y});
  ASSERT_TRUE(fitted);
  const auto restored = definition.restore(fitted->state());
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->forecast(3).mean()[2], fitted->forecast(3).mean()[2]);
  EXPECT_FALSE(definition.restore(std::vector<double>{7}));
  EXPECT_FALSE(definition.restore(std::vector<double>{}));
}

TEST(BestOf, TraceShowsWhatThePartsAreChosenByAndWhatTheyLookedAt) {
  const auto y = line(40);
  const auto trace = best("best(naive,drift,auto_ces)").trace({.values = y});
  ASSERT_TRUE(trace);
  EXPECT_EQ((*trace)[0].name, "naive");
  EXPECT_GT((*trace)[0].criterion, 1);
  EXPECT_EQ((*trace)[1].name, "drift");
  EXPECT_NEAR((*trace)[1].criterion, 0, 1e-9);
  EXPECT_TRUE((*trace)[1].chosen);
  EXPECT_EQ(trace->back().part, "auto_ces");
  EXPECT_FALSE(best("best(naive,drift)").trace({}));
}

TEST(BestOf, TraceSaysWhichCriteriaCannotBeCompared) {
  std::vector<double> y = line(40);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += t % 4 == 0 ? 5 : 0;
  y[3] += 4;
  const auto definition = best("best(auto_ets,seasonal_naive,by=aicc)");
  const Series series{.values = y, .periods = kQuarters};
  const auto trace = definition.trace(series);
  ASSERT_TRUE(trace);
  EXPECT_TRUE((*trace)[0].chosen);
  EXPECT_NEAR((*trace)[0].criterion, definition.fit(series)->criteria().aicc(), 1e-9);
  EXPECT_EQ((*trace)[1].verdict, "its likelihood speaks of 36 observations, not 40");
}
}  // namespace
}  // namespace foretell
