#include "foretell/models/components.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "foretell/models/arima/arima.hpp"
#include "foretell/models/baseline/naive.hpp"
#include "foretell/models/smoothing/ets.hpp"

namespace foretell {
namespace {
const std::vector<std::size_t> kPeriods{4};

std::vector<double> growing(std::size_t size) {
  std::vector<double> y(size);
  for (std::size_t t = 0; t < size; ++t) {
    y[t] = (100 + static_cast<double>(t)) * (1 + 0.1 * static_cast<double>(t % 4)) +
           static_cast<double>(t * 7919 % 13);
  }
  return y;
}

TEST(Components, ArePutTogetherFromLeftToRight) {
  const Components parts{{{"level", {1, 2}}, {"trend", {3, 4}}, {"season", {2, 10}, true}}};
  EXPECT_EQ(parts.combined(), (std::vector<double>{8, 60}));
  EXPECT_EQ(parts.formula(), "(level + trend) * season + remainder");
  const Components factors{{{"level", {2}}, {"trend", {3}, true}, {"season", {4}}}};
  EXPECT_EQ(factors.combined(), std::vector<double>{10});
  EXPECT_EQ(factors.formula(), "level * trend + season + remainder");
  EXPECT_EQ((Components{{{"arima", {2}}}}.formula()), "arima + remainder");
}

TEST(Components, OfEveryFormOfEtsGiveItsPredictions) {
  const auto y = growing(40);
  for (const auto error : {EtsError::kAdd, EtsError::kMul}) {
    for (const auto trend : {EtsTrend::kNone, EtsTrend::kAdd, EtsTrend::kAddDamped, EtsTrend::kMul,
                             EtsTrend::kMulDamped}) {
      for (const auto season : {EtsSeason::kNone, EtsSeason::kAdd, EtsSeason::kMul}) {
        const AnyDefinition ets(
            "ets", Ets{.error = error, .trend = trend, .season = season, .allow_unstable = true});
        const auto model = ets.fit({.values = y, .periods = kPeriods});
        ASSERT_TRUE(model) << model.error().text();
        const auto parts = model->components(y);
        ASSERT_TRUE(parts);
        const std::size_t count =
            1 + (trend == EtsTrend::kNone ? 0 : 1) + (season == EtsSeason::kNone ? 0 : 1);
        EXPECT_EQ(parts->parts.size(), count) << model->describe().name;
        const auto fitted = model->fitted(y), combined = parts->combined();
        for (std::size_t t = 0; t < y.size(); ++t) {
          EXPECT_NEAR(combined[t], fitted[t], 1e-12 * std::abs(fitted[t]))
              << model->describe().name;
        }
      }
    }
  }
}

TEST(Components, OfARegressionTellItsTermsFromTheErrors) {
  const auto y = growing(40);
  std::vector<double> price(40);
  for (std::size_t t = 0; t < 40; ++t) price[t] = static_cast<double>(t % 5);
  const std::vector<std::string> names{"price"};
  const Series series{.values = y, .periods = kPeriods, .regressors = Regressors(names, price)};
  const AnyDefinition arima("arima", Arima{.order = {1, 0, 0}, .constant = true});
  const auto model = arima.fit(series);
  ASSERT_TRUE(model) << model.error().text();
  const auto parts = model->components(y, series.regressors);
  ASSERT_TRUE(parts) << parts.error().text();
  ASSERT_EQ(parts->parts.size(), 2U);
  EXPECT_EQ(parts->formula(), "arima + regression + remainder");
  const auto numbers = model->describe().numbers;
  const auto number = [&](const std::string& name) {
    for (const auto& [key, value] : numbers) {
      if (key == name) return value;
    }
    return std::nan("");
  };
  EXPECT_NEAR(parts->parts[1].values[7], number("intercept") + 2 * number("price"), 1e-9);
  EXPECT_EQ(model->components(y).error().code, ErrorCode::kMissingValues);
  const AnyDefinition mapped("arima", Arima{.order = {1, 0, 0}, .lambda = 0.5});
  EXPECT_EQ(mapped.fit({.values = y})->components(y).error().code, ErrorCode::kUnsupported);
}

TEST(Components, AreRefusedByNameWhereThereAreNone) {
  const auto y = growing(12);
  const auto refused = AnyDefinition("naive", Naive{}).fit({.values = y})->components(y);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnsupported);
  EXPECT_NE(refused.error().message.find("is not made of components"), std::string::npos);
}
}  // namespace
}  // namespace foretell
