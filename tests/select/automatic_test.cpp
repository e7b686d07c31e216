#include "foretell/select/automatic.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
std::vector<double> daily_and_weekly(std::size_t size) {
  Rng rng(5);
  std::vector<double> y;
  for (std::size_t t = 0; t < size; ++t) {
    const auto hour = static_cast<double>(t % 24);
    const bool weekend = t / 24 % 7 >= 5;
    y.push_back(100 + 30 * std::sin(hour / 24 * 6.283185) - (weekend ? 25 : 0) + rng.normal());
  }
  return y;
}

std::string name_for(const std::vector<double>& y, const std::vector<std::size_t>& periods) {
  const auto fitted = Automatic{}.fit({.values = y, .periods = periods});
  return fitted ? fitted->describe().name : fitted.error().text();
}

TEST(Automatic, ThePoolFollowsTheSeason) {
  const auto y = daily_and_weekly(24 * 30);
  const auto without = name_for(y, {});
  EXPECT_NE(without.find("Mean"), std::string::npos) << without;
  EXPECT_NE(name_for(y, {12}).find("dotm"), std::string::npos);
  EXPECT_NE(name_for(y, {24}).find("seasonal_naive"), std::string::npos);
  EXPECT_NE(name_for(y, {24, 168}).find("seasonally_adjusted(dotm)"), std::string::npos);
}

TEST(Automatic, SeesTheWeekWhereTheDayAloneDoesNot) {
  const auto y = daily_and_weekly(24 * 28);
  const auto future = daily_and_weekly(24 * 35);
  const auto error = [&](const std::vector<std::size_t>& periods) {
    const auto fitted = Automatic{}.fit({.values = y, .periods = periods});
    const Forecast forecast = fitted->forecast(168, {});
    double sum = 0;
    for (std::size_t k = 0; k < 168; ++k)
      sum += std::abs(forecast.mean()[k] - future[y.size() + k]);
    return sum;
  };
  EXPECT_LT(error({24, 168}), 0.7 * error({24}));
}

TEST(Automatic, AnswersForOneObservationAndForAConstant) {
  const std::vector<double> one{7};
  EXPECT_DOUBLE_EQ(Automatic{}.fit({.values = one})->forecast(2, {}).mean()[1], 7);
  const std::vector<double> constant(30, 5.0);
  const std::vector<std::size_t> periods{12};
  EXPECT_NEAR(Automatic{}.fit({.values = constant, .periods = periods})->forecast(2, {}).mean()[1],
              5, 1e-9);
}

TEST(Automatic, TheStoredFormReadsBackAsTheSamePool) {
  const auto y = daily_and_weekly(24 * 20);
  for (const std::vector<std::size_t>& periods :
       {std::vector<std::size_t>{}, {12}, {24}, {24, 168}}) {
    const auto fitted = Automatic{}.fit({.values = y, .periods = periods});
    ASSERT_TRUE(fitted);
    const auto restored = Automatic{}.restore(fitted->state());
    ASSERT_TRUE(restored) << restored.error().text();
    EXPECT_EQ(restored->forecast(30, {}).mean()[29], fitted->forecast(30, {}).mean()[29]);
  }
  EXPECT_FALSE(Automatic{}.restore(std::vector<double>{99}));
  EXPECT_FALSE(Automatic{}.restore(std::vector<double>{}));
}

TEST(Automatic, TraceNamesThePartsOfThePoolThatChoose) {
  const auto y = daily_and_weekly(24 * 8);
  const auto parts = [&](const std::vector<std::size_t>& periods) {
    const auto trace = Automatic{}.trace({.values = y, .periods = periods});
    std::vector<std::string> chosen;
    for (const Candidate& one : *trace) {
      if (one.chosen) chosen.push_back(one.part);
    }
    return chosen;
  };
  EXPECT_EQ(parts({12}), (std::vector<std::string>{"auto_ets", "auto_ces"}));
  EXPECT_EQ(parts({24, 96}), std::vector<std::string>{"auto_ces"});
}
}  // namespace
}  // namespace foretell
