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
}  // namespace
}  // namespace foretell
