#include "foretell/models/arima/arima.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
const std::vector<std::size_t> kPeriods{4};

std::vector<double> autoregression(std::size_t size, double phi, double mean,
                                   std::uint64_t seed = 1) {
  Rng rng(seed);
  std::vector<double> y(size);
  double state = 0;
  for (double& value : y) {
    state = phi * state + rng.normal();
    value = mean + state;
  }
  return y;
}

TEST(Arima, FindsTheParametersThatMadeTheSeries) {
  const auto y = autoregression(5000, 0.7, 50);
  const auto model = Arima{.order = {1, 0, 0}}.fit({.values = y});
  ASSERT_TRUE(model);
  EXPECT_NEAR(model->coefficients[0], 0.7, 3 * model->standard_errors[0]);
  EXPECT_NEAR(model->slopes[0], 50, 3 * model->standard_errors[1]);
  EXPECT_NEAR(model->sigma(), 1, 0.03);
}

TEST(Arima, RegressesOnColumnsAndSplitsItsForecastIntoParts) {
  auto y = autoregression(400, 0.6, 10);
  std::vector<double> price(412);
  Rng rng(9);
  for (double& value : price) value = rng.normal();
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += 3 * price[t];
  const std::vector<std::string> names{"price"};
  const Series series{.values = y, .regressors = Regressors(names, price)};
  const auto model = Arima{.order = {1, 0, 0}}.fit(series);
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_NEAR(model->slopes[1], 3, 4 * model->standard_errors[2]);
  const auto parts = model->parts(12, series.future());
  const auto forecast = model->forecast(12, {}, series.future());
  for (std::size_t k = 0; k < 12; ++k) {
    EXPECT_NEAR(parts.regression[k], model->slopes[0] + model->slopes[1] * price[400 + k], 1e-9);
    EXPECT_NEAR(parts.regression[k] + parts.arima[k], forecast.mean()[k], 1e-9);
  }
}

TEST(Arima, NamesTheRegressorItCannotUse) {
  const auto y = autoregression(50, 0.5, 0);
  std::vector<double> values(150);
  for (std::size_t t = 0; t < 50; ++t) {
    values[t] = static_cast<double>(t % 7);
    values[50 + t] = 2 * values[t] + 1;
    values[100 + t] = 4;
  }
  const std::vector<std::string> names{"week", "twice", "four"};
  const Regressors x(names, values);
  const auto collinear = Arima{.order = {1, 0, 0}}.fit({.values = y, .regressors = x});
  ASSERT_FALSE(collinear);
  EXPECT_EQ(collinear.error().code, ErrorCode::kInvalidOption);
  EXPECT_NE(collinear.error().message.find("'twice'"), std::string::npos)
      << collinear.error().message;
  const auto constant = Arima{.order = {1, 1, 0}}.fit(
      {.values = y,
       .regressors = Regressors(std::span(names).last(1), std::span(values).last(50))});
  ASSERT_FALSE(constant);
  EXPECT_NE(constant.error().message.find("'four' is constant"), std::string::npos);
  values[10] = std::nan("");
  const auto missing = Arima{.order = {1, 0, 0}}.fit(
      {.values = y,
       .regressors = Regressors(std::span(names).first(1), std::span(values).first(50))});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kMissingValues);
}

TEST(Arima, HoldsFixedParameters) {
  const auto y = autoregression(200, 0.6, 0);
  const auto model =
      Arima{.order = {2, 0, 1}, .fixed = {std::nullopt, 0.0, 0.25}}.fit({.values = y});
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_EQ(model->coefficients[1], 0);
  EXPECT_EQ(model->coefficients[2], 0.25);
  EXPECT_TRUE(std::isnan(model->standard_errors[1]));
  EXPECT_EQ(model->criteria().num_parameters, 3U);
  const auto outside = Arima{.order = {1, 0, 0}, .fixed = {1.5}}.fit({.values = y});
  EXPECT_FALSE(outside);
}

TEST(Arima, MapsByBoxCoxAndBack) {
  auto y = autoregression(200, 0.5, 3);
  for (double& value : y) value = std::exp(value / 3);
  const Arima options{.order = {1, 0, 0}, .lambda = 0, .bias_adjusted = false};
  const auto model = options.fit({.values = y});
  ASSERT_TRUE(model);
  std::vector<double> logs;
  for (const double value : y) logs.push_back(std::log(value));
  const auto direct = Arima{.order = {1, 0, 0}}.fit({.values = logs});
  const auto forecast = model->forecast(5);
  const auto straight = direct->forecast(5);
  for (std::size_t k = 0; k < 5; ++k) {
    EXPECT_NEAR(forecast.mean()[k], std::exp(straight.mean()[k]), 1e-6);
    EXPECT_NEAR(forecast.interval(k, 0.95).hi, std::exp(straight.interval(k, 0.95).hi), 1e-6);
    EXPECT_NEAR(forecast.interval(k, 0.8).lo, std::exp(straight.interval(k, 0.8).lo), 1e-6);
  }
  const auto adjusted = Arima{.order = {1, 0, 0}, .lambda = 0}.fit({.values = y});
  EXPECT_GT(adjusted->forecast(1).mean()[0], forecast.mean()[0]);
}

TEST(Arima, RefitsToTheSameOptimum) {
  const auto y = autoregression(150, 0.8, 5);
  const Arima options{.order = {2, 0, 1}};
  const auto cold = options.fit({.values = y});
  const auto head = options.fit({.values = std::span(y).first(140)});
  const auto warm = options.refit({.values = y}, *head);
  ASSERT_TRUE(cold && warm);
  EXPECT_NEAR(cold->criteria().log_likelihood, warm->criteria().log_likelihood, 1e-3);
}

TEST(Arima, KeepsIntervalsFiniteAndOrderedNearUnitRootsAndCancellation) {
  std::vector<std::vector<double>> series;
  series.push_back(autoregression(80, 1.0, 100));
  series.push_back(autoregression(80, 0.0, 0));  // φ and θ cancel
  std::vector<double> line(60), steps(60);
  for (std::size_t t = 0; t < 60; ++t) {
    line[t] = static_cast<double>(t);
    steps[t] = t < 30 ? 1 : 1e9;
  }
  series.push_back(line);
  series.push_back(steps);
  for (const auto& y : series) {
    for (const ArimaOrder& order : {ArimaOrder{1, 0, 1}, ArimaOrder{2, 0, 2}, ArimaOrder{0, 2, 1},
                                    ArimaOrder{1, 1, 1, {{1, 1, 1, 4}}}}) {
      const auto model = Arima{.order = order}.fit({.values = y, .periods = kPeriods});
      ASSERT_TRUE(model) << order.name() << model.error().text();
      const auto forecast = model->forecast(40);
      for (std::size_t k = 0; k < 40; ++k) {
        const auto [lo, hi] = forecast.interval(k, 0.95);
        EXPECT_TRUE(std::isfinite(lo) && std::isfinite(hi)) << order.name();
        EXPECT_LE(lo, hi);
      }
    }
  }
}

TEST(Arima, TakesTheSeasonsOfTheSeriesInTurn) {
  std::vector<double> y = autoregression(200, 0.5, 20);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] += 3 * std::sin(2.0944 * static_cast<double>(t)) +
            5 * std::cos(0.4488 * static_cast<double>(t));
  }
  const std::vector<std::size_t> both{3, 14};
  const Arima options{.order = {1, 0, 0, {{1, 0, 0, 0}, {0, 1, 1, 0}}}};
  const auto model = options.fit({.values = y, .periods = both});
  ASSERT_TRUE(model);
  EXPECT_EQ(model->name(), "ARIMA(1,0,0)(1,0,0)[3](0,1,1)[14]");
  const auto given = Arima{.order = {1, 0, 0, {{1, 0, 0, 3}, {0, 1, 1, 14}}}}.fit({.values = y});
  ASSERT_TRUE(given);
  EXPECT_EQ(given->criteria().log_likelihood, model->criteria().log_likelihood);
  EXPECT_EQ(options.fit({.values = y, .periods = std::span(both).first(1)}).error().code,
            ErrorCode::kInvalidOption);
}

TEST(Arima, SaysWhatIsWrongWithItsOptions) {
  const auto y = autoregression(20, 0.5, 0);
  const auto code = [&](const Arima& options) { return options.fit({.values = y}).error().code; };
  EXPECT_EQ(code({.order = {0, 0, 0, {{1, 0, 0, 1}}}}), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.order = {0, 0, 0, {{1, 0, 0, 0}}}}), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.order = {0, 2, 0}, .constant = true}), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.order = {19, 0, 5}}), ErrorCode::kTooShort);
  EXPECT_EQ(code({.order = {0, 1, 1, {{0, 1, 1, 24}}}}), ErrorCode::kTooShort);
  EXPECT_EQ(code({.order = {100000, 0, 5}}), ErrorCode::kInvalidOption);
  EXPECT_EQ(code({.order = {1, 0, 0}, .fixed = {0.1, 0.2}}), ErrorCode::kInvalidOption);
}

TEST(Arima, IsStoredInAKilobyte) {
  std::vector<double> y = autoregression(120, 0.5, 20);
  const std::vector<std::size_t> monthly{12};
  const auto model =
      Arima{.order = {2, 1, 1, {{0, 1, 1, 12}}}}.fit({.values = y, .periods = monthly});
  ASSERT_TRUE(model);
  EXPECT_LE(model->state().size() * sizeof(double), 1024U);
}
}  // namespace
}  // namespace foretell
