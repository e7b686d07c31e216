#include "foretell/diagnose/advice.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
const std::vector<std::size_t> kMonthly{12};

Advice on(const std::vector<double>& y, std::span<const std::size_t> periods = kMonthly) {
  const Series series{.id = "a", .values = y, .periods = periods};
  return advise(analyze(series), series, [](std::size_t step) { return std::to_string(step); });
}

std::string all_of(const Advice& advice) {
  std::string text;
  for (const std::string& sentence : advice.sentences) text += sentence + '\n';
  return text;
}

TEST(Advice, NamesTheSeasonTheOutlierAndWhatToDo) {
  Rng rng(3, 1);
  std::vector<double> y;
  for (std::size_t t = 0; t < 144; ++t) {
    y.push_back(200 + 30 * std::sin(2 * std::numbers::pi * static_cast<double>(t) / 12) +
                2 * rng.normal());
  }
  y[77] = 400;
  const Advice advice = on(y);
  EXPECT_EQ(advice.headline, "1 outlier");
  EXPECT_NE(all_of(advice).find("(77)"), std::string::npos) << all_of(advice);
  EXPECT_NE(all_of(advice).find("season of 12"), std::string::npos) << all_of(advice);
}

TEST(Advice, SaysThatAConstantSeriesNeedsNoModel) {
  const Advice advice = on(std::vector<double>(30, 4.0));
  EXPECT_EQ(advice.headline, "constant");
  EXPECT_EQ(advice.sentences.front(), "Every value is 4: naive says all there is to say.");
}

TEST(Advice, SaysThatNothingIsThere) {
  EXPECT_EQ(on(std::vector<double>(5, std::nan(""))).headline, "all values missing");
  EXPECT_EQ(on({}).headline, "all values missing");
}

TEST(Advice, WarnsOfLessThanTwoCycles) {
  EXPECT_EQ(on({1, 2, 3, 2, 5, 4, 7, 6, 8, 9, 8}).headline, "under two cycles");
}

TEST(Advice, SendsWhiteNoiseToTheMean) {
  Rng rng(12, 1);
  std::vector<double> y;
  for (int t = 0; t < 400; ++t) y.push_back(10 + rng.normal());
  EXPECT_NE(all_of(on(y, {})).find("mean is as good"), std::string::npos) << all_of(on(y, {}));
}

TEST(Advice, WorseSeriesHaveAGreaterSeverityOfAtMostAHundred) {
  std::vector<double> y(100, std::nan(""));
  for (std::size_t t = 0; t < 100; t += 9) y[t] = static_cast<double>(t % 5);
  const Advice gaps = on(y);
  EXPECT_GT(gaps.severity, on(std::vector<double>{1, 2, 1, 2, 3, 2, 1, 2, 3, 1, 2, 3}).severity);
  EXPECT_LE(gaps.severity, 100);
}
}  // namespace
}  // namespace foretell
