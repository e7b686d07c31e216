#include "foretell/models/smoothing/ces.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/golden.hpp"
#include "tests/models/smoothing/ces_testing.hpp"

namespace foretell {
namespace {

struct Data {
  std::vector<double> y;
  std::vector<std::size_t> periods;
  [[nodiscard]] Series series() const { return {.values = y, .periods = periods}; }
};

Data read(const std::string& name) {
  const auto json = golden::read("models/smoothing/golden/theta_" + name + ".json");
  return {golden::numbers(json["y"]), {json["period"].get<std::size_t>()}};
}

TEST(Ces, EveryFormFitsASeasonalSeriesBetterThanNone) {
  const auto data = read("AirPassengers");
  const double without = Ces{}.fit(data.series())->sum_squares;
  for (const CesSeason season : {CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    EXPECT_LT(Ces{.season = season}.fit(data.series())->sum_squares, without);
  }
}

TEST(Ces, ForecastsNeitherDieOutNorExplode) {
  for (const char* name : {"AirPassengers", "Nile", "UKgas"}) {
    const auto data = read(name);
    const auto model = Ces{}.fit(data.series());
    ASSERT_TRUE(model);
    const auto forecast = model->forecast(100, {});
    const double first = forecast.mean()[40];  // past the transients
    const double most = 0.031 / std::pow(static_cast<double>(data.periods[0]), 0.75);
    EXPECT_GE(forecast.mean()[99], first * (1 - 1e-6)) << name;
    EXPECT_LE(forecast.mean()[99], first * std::pow(1 + most, 59)) << name;
  }
}

TEST(Ces, RefusesASeasonalFormWithoutSeasonOrData) {
  const std::vector<double> y{1, 2, 3, 4, 5};
  const auto no_season = Ces{.season = CesSeason::kFull}.fit({.values = y});
  ASSERT_FALSE(no_season);
  EXPECT_EQ(no_season.error().code, ErrorCode::kInvalidOption);
  const std::vector<std::size_t> periods{4};
  const auto too_short = Ces{.season = CesSeason::kFull}.fit({.values = y, .periods = periods});
  ASSERT_FALSE(too_short);
  EXPECT_EQ(too_short.error().text(),
            "5 observations are under two periods of 4, which a seasonal form needs; use "
            "season=none");
}

TEST(Ces, RefusesParametersThatNeverForget) {
  const std::vector<double> y{1, 2, 3, 4, 5};
  const auto model =
      Ces{.parameters = CesParameters{.alpha_0 = 0.1, .alpha_1 = 1}}.fit({.values = y});
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kInvalidOption);
}

TEST(AutoCes, TakesTheFormWithTheLeastAicc) {
  const auto data = read("AirPassengers");
  const auto best = AutoCes{}.fit(data.series());
  ASSERT_TRUE(best);
  EXPECT_NE(best->season, CesSeason::kNone);
  for (const CesSeason season : kCesSeasons) {
    EXPECT_LE(best->criteria().aicc(), Ces{.season = season}.fit(data.series())->criteria().aicc());
  }
}

TEST(AutoCes, ARefitKeepsTheFormAndGoesOnFromItsParameters) {
  const auto data = read("AirPassengers");
  const Series whole = data.series();
  const auto before = AutoCes{}.fit(whole.until(120));
  ASSERT_TRUE(before);
  const Ces::Fitted* const start = &*before;
  const auto again = AutoCes{}.refit_many({&whole, 1}, {&start, 1});
  ASSERT_TRUE(again[0]);
  EXPECT_EQ(again[0]->season, before->season);
  const double anew = Ces{.season = before->season}.fit(whole)->sum_squares;
  EXPECT_LE(again[0]->sum_squares, anew * (1 + 1e-4));
}

TEST(AutoCes, TakesALongSeason) {
  std::vector<double> y(1200);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = 50 + 20 * std::sin(2 * 3.14159265358979 * static_cast<double>(t) / 365);
  }
  const std::vector<std::size_t> periods{365};
  const auto model = AutoCes{}.fit({.values = y, .periods = periods});
  ASSERT_TRUE(model);
  const auto forecast = model->forecast(365, {});
  for (std::size_t k = 0; k < 365; ++k) {
    const auto t = static_cast<double>(1200 + k);
    EXPECT_NEAR(forecast.mean()[k], 50 + 20 * std::sin(2 * 3.14159265358979 * t / 365), 1);
  }
}

TEST(AutoCes, TraceShowsTheFormsAndWhyOneIsNotTried) {
  const auto data = read("AirPassengers");
  const auto trace = AutoCes{}.trace(data.series());
  ASSERT_TRUE(trace);
  ASSERT_EQ(trace->size(), 4U);
  const auto best = std::ranges::min_element(*trace, {}, &Candidate::criterion);
  EXPECT_TRUE(best->chosen);
  EXPECT_EQ(best->name, AutoCes{}.fit(data.series())->describe().name);
  const std::vector<double> y{1, 4, 2, 8};
  const std::vector<std::size_t> periods{3};
  const auto few = AutoCes{}.trace({.values = y, .periods = periods});
  ASSERT_TRUE(few);
  EXPECT_NE(few->back().verdict.find("under two periods"), std::string::npos);
  EXPECT_EQ(AutoCes{}.trace({.values = y})->size(), 1U);
  EXPECT_FALSE(AutoCes{}.trace({}));
}
}  // namespace
}  // namespace foretell
