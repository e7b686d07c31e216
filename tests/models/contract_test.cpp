#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "foretell/base/parallel.hpp"
#include "foretell/models/any_model.hpp"
#include "foretell/models/arima/arima.hpp"
#include "foretell/models/arima/auto_arima.hpp"
#include "foretell/models/baseline/drift.hpp"
#include "foretell/models/baseline/mean.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/baseline/seasonal_naive.hpp"
#include "foretell/models/baseline/seasonal_window_average.hpp"
#include "foretell/models/baseline/window_average.hpp"
#include "foretell/models/baseline/zero.hpp"
#include "foretell/models/compose/combination.hpp"
#include "foretell/models/compose/fallback.hpp"
#include "foretell/models/compose/seasonally_adjusted.hpp"
#include "foretell/models/smoothing/ces.hpp"
#include "foretell/models/smoothing/theta.hpp"
#include "tests/missing.hpp"

// What every model promises, whatever its family.
namespace foretell {
namespace {
const std::vector<std::size_t> kContractPeriods{4};

std::vector<AnyDefinition> two_parts() {
  return {{"naive", Naive{}}, {"dotm", Theta{.variant = Theta::Variant::kDynamicOptimized}}};
}

std::vector<AnyDefinition> all_models() {
  return {
      {"arima(order=0/1/1)", Arima{.order = {0, 1, 1}}},
      {"arima(order=2/0/1)", Arima{.order = {2, 0, 1}}},
      {"arima(order=1/1/0,constant=true)", Arima{.order = {1, 1, 0}, .constant = true}},
      {"arima(order=0/1/1,seasonal=0/1/1)", Arima{.order = {0, 1, 1, {{0, 1, 1, 4}}}}},
      {"arima(order=1/0/0,seasonal=1/0/1)", Arima{.order = {1, 0, 0, {{1, 0, 1, 4}}}}},
      {"arima(order=1/0/1,method=css)", Arima{.order = {1, 0, 1}, .method = Arima::Method::kCss}},
      {"arima(order=1/0/1,fourier=2)", Arima{.order = {1, 0, 1}, .fourier = {{4, 2}}}},
      {"auto_arima", AutoArima{}},
      {"naive", Naive{}},
      {"seasonal_naive", SeasonalNaive{}},
      {"drift", Drift{}},
      {"mean", Mean{}},
      {"zero", Zero{}},
      {"window_average", WindowAverage{}},
      {"seasonal_window_average", SeasonalWindowAverage{}},
      {"theta", Theta{}},
      {"optimized_theta", Theta{.variant = Theta::Variant::kOptimized}},
      {"dynamic_theta", Theta{.variant = Theta::Variant::kDynamicStandard}},
      {"dotm", Theta{.variant = Theta::Variant::kDynamicOptimized}},
      {"ces", Ces{}},
      {"ces(season=simple)", Ces{.season = CesSeason::kSimple}},
      {"ces(season=partial)", Ces{.season = CesSeason::kPartial}},
      {"ces(season=full)", Ces{.season = CesSeason::kFull}},
      {"auto_ces", AutoCes{}},
      {"mean(naive,dotm)", Combination{.parts = two_parts()}},
      {"weighted(naive,dotm)",
       Combination{.parts = two_parts(), .weighting = Combination::Weighting::kWeighted}},
      {"median(naive,dotm)",
       Combination{.parts = two_parts(), .weighting = Combination::Weighting::kMedian}},
      {"fallback", Fallback{{{"ces", Ces{.season = CesSeason::kFull}}, {"naive", Naive{}}}}},
      {"seasonally_adjusted", SeasonallyAdjusted{.definition = {"theta", Theta{}}}},
  };
}

std::vector<double> seasonal_series(std::size_t size, std::uint64_t seed = 1) {
  Rng rng(seed);
  std::vector<double> y(size);
  double level = 100;
  for (std::size_t t = 0; t < size; ++t) {
    level += 0.5 + rng.normal();
    y[t] = level + 10 * std::sin(1.5707963 * static_cast<double>(t)) + rng.normal();
  }
  return y;
}

Series as_series(const std::vector<double>& y) {
  return {.values = y, .periods = kContractPeriods};
}

void expect_sound(const Forecast& forecast, std::size_t horizon) {
  ASSERT_EQ(forecast.horizon(), horizon);
  for (std::size_t k = 0; k < horizon; ++k) {
    const auto [lo, hi] = forecast.interval(k, 0.95);
    EXPECT_TRUE(std::isfinite(forecast.mean()[k]));
    EXPECT_TRUE(std::isfinite(lo) && std::isfinite(hi));
    EXPECT_LE(lo, forecast.mean()[k]);
    EXPECT_GE(hi, forecast.mean()[k]);
    EXPECT_GE(hi - lo, forecast.interval(k, 0.5).hi - forecast.interval(k, 0.5).lo);
  }
}

void expect_same(const Forecast& a, const Forecast& b, double factor = 1, double tolerance = 0) {
  ASSERT_EQ(a.horizon(), b.horizon());
  for (std::size_t k = 0; k < a.horizon(); ++k) {
    EXPECT_NEAR(a.mean()[k] * factor, b.mean()[k], tolerance * std::abs(b.mean()[k]));
    EXPECT_NEAR(a.quantile(k, 0.9) * factor, b.quantile(k, 0.9),
                tolerance * std::abs(b.quantile(k, 0.9)));
  }
}

class EveryModel : public testing::TestWithParam<AnyDefinition> {};
INSTANTIATE_TEST_SUITE_P(Models, EveryModel, testing::ValuesIn(all_models()),
                         [](const auto& model) {
                           std::string name = model.param.word();
                           for (char& c : name) c = std::isalnum(c) != 0 ? c : '_';
                           return name;
                         });

TEST_P(EveryModel, ForecastsAsManyFiniteOrderedStepsAsAsked) {
  const auto y = seasonal_series(50);
  const auto model = GetParam().fit(as_series(y));
  ASSERT_TRUE(model) << model.error().text();
  for (const std::size_t horizon : {1, 3, 4, 30}) expect_sound(model->forecast(horizon), horizon);
}

TEST_P(EveryModel, ForecastsInTheUnitsOfTheData) {
  auto y = seasonal_series(50);
  const auto one = GetParam().fit(as_series(y));
  for (double& value : y) value *= 1024;
  const auto other = GetParam().fit(as_series(y));
  ASSERT_TRUE(one && other);
  expect_same(one->forecast(9), other->forecast(9), 1024, 1e-6);
}

TEST_P(EveryModel, ReadsBackItsStateBitEqual) {
  const auto y = seasonal_series(50);
  const auto model = GetParam().fit(as_series(y));
  ASSERT_TRUE(model);
  const auto back = GetParam().restore(model->state());
  ASSERT_TRUE(back) << back.error().text();
  expect_same(model->forecast(9), back->forecast(9));
  EXPECT_EQ(model->describe().name, back->describe().name);
  EXPECT_EQ(model->describe().remark, back->describe().remark);
}

TEST_P(EveryModel, RefusesATruncatedState) {
  const auto y = seasonal_series(50);
  auto state = GetParam().fit(as_series(y))->state();
  while (!state.empty()) {
    state.pop_back();
    EXPECT_FALSE(GetParam().restore(state)) << state.size() << " numbers";
  }
}

TEST_P(EveryModel, OneStepAfterUpdatesIsWhatFittedSays) {
  const auto y = seasonal_series(60);
  const std::vector<double> head(y.begin(), y.begin() + 50);
  auto model = GetParam().fit(as_series(head));
  ASSERT_TRUE(model);
  for (std::size_t t = 50; t < 60; ++t) {
    const double next = model->forecast(1).mean()[0];
    ASSERT_TRUE(model->update(std::span(y).subspan(t, 1)));
    // These two have parameters that move with each observation, also in hindsight.
    if (GetParam().word() == "drift" || GetParam().word() == "mean") continue;
    EXPECT_NEAR(model->fitted(std::span(y).first(t + 1))[t], next, 1e-9 * std::abs(next));
  }
}

TEST_P(EveryModel, UpdatingAtOnceIsUpdatingOneByOne) {
  const auto y = seasonal_series(60);
  const std::vector<double> head(y.begin(), y.begin() + 40);
  auto at_once = GetParam().fit(as_series(head));
  auto one_by_one = GetParam().fit(as_series(head));
  ASSERT_TRUE(at_once && one_by_one);
  ASSERT_TRUE(at_once->update(std::span(y).subspan(40)));
  for (std::size_t t = 40; t < 60; ++t) {
    ASSERT_TRUE(one_by_one->update(std::span(y).subspan(t, 1)));
  }
  expect_same(at_once->forecast(9), one_by_one->forecast(9));
}

TEST_P(EveryModel, HandlesAConstantSeries) {
  const std::vector<double> y(20, 7);
  const auto model = GetParam().fit(as_series(y));
  ASSERT_TRUE(model) << model.error().text();
  expect_sound(model->forecast(6), 6);
  const double expected = GetParam().word() == "zero" ? 0 : 7;
  EXPECT_NEAR(model->forecast(6).mean()[5], expected, 1e-6);
}

TEST_P(EveryModel, ForecastsOrRefusesASingleObservationByName) {
  const std::vector<double> y{3};
  const auto model = GetParam().fit(as_series(y));
  if (model) {
    expect_sound(model->forecast(5), 5);
  } else {
    EXPECT_EQ(model.error().code, ErrorCode::kTooShort);
  }
}

TEST_P(EveryModel, RefusesASeriesOfMissingValues) {
  const std::vector<double> y(10, kMissing);
  const auto model = GetParam().fit(as_series(y));
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kTooShort);
}

TEST_P(EveryModel, RefusesAnInfinity) {
  auto y = seasonal_series(30);
  y[7] = std::numeric_limits<double>::infinity();
  const auto model = GetParam().fit(as_series(y));
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::kNotFinite);
}

TEST_P(EveryModel, HandlesOrRefusesGapsByName) {
  auto y = seasonal_series(50);
  for (const std::size_t gap : {0, 10, 11, 25, 49}) y[gap] = kMissing;
  const auto model = GetParam().fit(as_series(y));
  if (model) {
    expect_sound(model->forecast(6), 6);
    EXPECT_EQ(model->fitted(y).size(), y.size());
    EXPECT_TRUE(std::isnan(model->residuals(y)[25]));
  } else {
    EXPECT_EQ(model.error().code, ErrorCode::kMissingValues);
  }
}

TEST_P(EveryModel, IsMadeOfComponentsThatGiveWhatItPredictsOrSaysThatItHasNone) {
  auto y = seasonal_series(50);
  if (GetParam().word().find("ces") == std::string::npos && !GetParam().word().starts_with("fall"))
    y[20] = kMissing;
  auto model = GetParam().fit(as_series(y));
  ASSERT_TRUE(model) << model.error().text();
  for (const double value : seasonal_series(60, 2)) {  // also of what came after the fit
    y.push_back(value);
    ASSERT_TRUE(model->update(std::span(y).last(1)));
  }
  const auto components = model->components(y);
  if (!components) {
    EXPECT_EQ(components.error().code, ErrorCode::kUnsupported);
    EXPECT_TRUE(components.error().message.starts_with(model->describe().name));
    return;
  }
  const auto fitted = model->fitted(y), combined = components->combined();
  ASSERT_EQ(combined.size(), y.size());
  EXPECT_FALSE(components->parts.front().multiplies);
  for (std::size_t t = 0; t < y.size(); ++t) {
    EXPECT_EQ(std::isnan(combined[t]), std::isnan(fitted[t])) << t;
    if (std::isnan(fitted[t])) continue;
    EXPECT_NEAR(combined[t], fitted[t], 1e-9 * std::abs(fitted[t]));
  }
}

TEST_P(EveryModel, SimulatesPathsAroundItsForecast) {
  const auto y = seasonal_series(50);
  const auto model = GetParam().fit(as_series(y));
  ASSERT_TRUE(model);
  constexpr std::size_t kPaths = 2000;
  std::vector<double> sum(6);
  Rng rng(3);
  for (std::size_t i = 0; i < kPaths; ++i) {
    const auto path = model->simulate(6, rng);
    ASSERT_EQ(path.size(), 6U);
    for (std::size_t k = 0; k < 6; ++k) sum[k] += path[k];
  }
  const auto forecast = model->forecast(6);
  for (std::size_t k = 0; k < 6; ++k) {
    EXPECT_NEAR(sum[k] / kPaths, forecast.mean()[k],
                5 * forecast.sd(k) / std::sqrt(static_cast<double>(kPaths)) + 1e-9);
  }
}

TEST_P(EveryModel, AnswersTheSameOnAnyThreadInAnyOrder) {
  constexpr std::size_t kSeries = 40;
  std::vector<Forecast> forward(kSeries);
  std::vector<Forecast> threaded(kSeries);
  const auto one = [](std::size_t i) {
    const auto y = seasonal_series(30 + i, i);
    return GetParam().fit(as_series(y))->forecast(7);
  };
  for (std::size_t i = 0; i < kSeries; ++i) forward[i] = one(i);
  parallel_for(kSeries, 1,
               [&](std::size_t i) { threaded[kSeries - 1 - i] = one(kSeries - 1 - i); });
  for (std::size_t i = 0; i < kSeries; ++i) expect_same(forward[i], threaded[i]);
}
}  // namespace
}  // namespace foretell
