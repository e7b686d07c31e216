#include "foretell/diagnose/season_detection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "foretell/base/rng.hpp"
#include "tests/diagnose/golden_series.hpp"

namespace foretell {
namespace {
using Periods = std::vector<std::size_t>;
constexpr double kPi = 3.14159265358979;

Periods found_in(std::span<const double> y) {
  const auto found = detect_seasons(y);
  return found ? found->periods() : Periods{};
}

// Noise with correlation `phi`, plus what the function says.
template <class Function>
std::vector<double> noisy(std::size_t n, double phi, const Function& signal) {
  Rng rng(7);
  std::vector<double> y(n);
  double e = 0;
  for (std::size_t t = 0; t < n; ++t) {
    e = phi * e + rng.normal();
    y[t] = e + signal(static_cast<double>(t));
  }
  return y;
}

TEST(DetectSeasons, FindsThemInClassicSeriesWithoutBeingTold) {
  for (const char* name : {"AirPassengers", "USAccDeaths", "nottem", "ldeaths", "UKDriverDeaths"}) {
    EXPECT_EQ(found_in(golden::series(name).y), Periods{12}) << name;
  }
  EXPECT_EQ(found_in(golden::series("UKgas").y), Periods{4});
  EXPECT_EQ(found_in(golden::series("JohnsonJohnson").y), Periods{4});
}

TEST(DetectSeasons, FindsNoneWhereCyclesHaveNoFixedLength) {
  for (const char* name : {"Nile", "lynx", "WWWusage", "LakeHuron"}) {
    EXPECT_EQ(found_in(golden::series(name).y), Periods{}) << name;
  }
}

TEST(DetectSeasons, TellsDayAndWeekApart) {
  const auto y = noisy(24 * 7 * 6, 0.7, [](double t) {
    const bool weekend = static_cast<std::size_t>(t / 24) % 7 >= 5;
    return 6 * std::sin(2 * kPi * t / 24) + 2 * std::cos(2 * kPi * t / 12) - (weekend ? 6 : 0);
  });
  EXPECT_EQ(found_in(y), (Periods{24, 168}));
}

TEST(DetectSeasons, FindsALongSmoothPeriodExactly) {
  const auto y = noisy(144 * 30, 0.9, [](double t) { return 5 * std::sin(2 * kPi * t / 144); });
  EXPECT_EQ(found_in(y), Periods{144});
}

TEST(DetectSeasons, StatesCertainty) {
  const auto clear = detect_seasons(golden::series("nottem").y);
  ASSERT_EQ(clear->seasons.size(), 1U);
  EXPECT_EQ(clear->seasons[0].certainty, Certainty::kCertain);
  EXPECT_EQ(name_of(clear->seasons[0].certainty), "certain");
  EXPECT_GT(clear->seasons[0].strength, 0.8);
  EXPECT_LT(clear->seasons[0].p_value, 1e-20);
}

TEST(DetectSeasons, SeldomFindsOneInAWalk) {
  std::size_t false_alarms = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed);
    std::vector<double> y(80);
    for (std::size_t t = 1; t < y.size(); ++t) y[t] = y[t - 1] + rng.normal();
    false_alarms += !detect_seasons(y)->seasons.empty();
  }
  EXPECT_LT(false_alarms, 40U);  // 10 %
}

TEST(DetectSeasons, UsesTheUsualPeriodsOnRequest) {
  const Periods usual{12};
  const auto y = golden::series("AirPassengers").y;
  const auto found = detect_seasons(y, {.usual = usual, .search = false});
  EXPECT_EQ(found->periods(), usual);
  EXPECT_TRUE(detect_seasons(y, {.search = false})->seasons.empty());
}

TEST(DetectSeasons, BridgesGapsAndAnswersOnDegenerateSeries) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  auto y = golden::series("nottem").y;
  for (std::size_t t = 5; t < y.size(); t += 37) y[t] = missing;
  EXPECT_EQ(found_in(y), Periods{12});
  EXPECT_TRUE(detect_seasons(std::vector<double>(50, 3))->seasons.empty());
  std::vector<double> exact(96);
  for (std::size_t t = 0; t < exact.size(); ++t) exact[t] = static_cast<double>(t % 24);
  EXPECT_EQ(found_in(exact), Periods{24});
  std::vector<double> spike(60);
  spike[30] = 1e100;
  EXPECT_TRUE(detect_seasons(spike));
}

TEST(DetectSeasons, SaysWhyItCannotLook) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(detect_seasons({}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(detect_seasons(std::vector<double>(20, missing)).error().code, ErrorCode::kTooShort);
  std::vector<double> y(20, missing);
  y[0] = 1;
  y[19] = 2;
  EXPECT_EQ(detect_seasons(y).error().text(),
            "18 of 20 values are missing, but the search for seasons needs half of them");
  EXPECT_EQ(detect_seasons(y, {.alpha = 1}).error().code, ErrorCode::kInvalidOption);
  y.assign(20, 1);
  y[3] = std::numeric_limits<double>::infinity();
  EXPECT_EQ(detect_seasons(y).error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
