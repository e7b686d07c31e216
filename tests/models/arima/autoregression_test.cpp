#include "foretell/models/arima/autoregression.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/golden.hpp"

namespace foretell {
namespace {
using Method = Autoregression::Method;

const nlohmann::json& r_series() {
  static const auto kFile = golden::read("models/arima/golden/autoregression.json");
  return kFile["series"];
}

void expect_same(const Autoregression& definition, const nlohmann::json& series,
                 const nlohmann::json& r) {
  const auto y = golden::numbers(series["y"]);
  const auto model = definition.fit({.values = y});
  ASSERT_TRUE(model);
  // jsonlite writes a single coefficient as a number
  const auto phi = r["ar"].is_array() ? golden::numbers(r["ar"]) : std::vector<double>{r["ar"]};
  ASSERT_EQ(model->phi.size(), phi.size());
  for (std::size_t i = 0; i < phi.size(); ++i) EXPECT_NEAR(model->phi[i], phi[i], 1e-8);
  EXPECT_NEAR(model->sigma * model->sigma / r["var_pred"].get<double>(), 1, 1e-8);
  EXPECT_NEAR(model->mean, r["mean"], 1e-9 * std::abs(model->mean));
  EXPECT_NEAR(model->intercept, r["intercept"], 1e-8 * model->sigma);
}

TEST(Autoregression, OrdersAndCoefficientsAreThoseOfR) {
  for (const auto& [name, series] : r_series().items()) {
    SCOPED_TRACE(name);
    expect_same({}, series, series["yw"]);
    expect_same({.method = Method::kBurg}, series, series["burg"]);
    expect_same({.method = Method::kLeastSquares}, series, series["ols"]);
    expect_same({.order = 2, .method = Method::kLeastSquares}, series, series["ols2"]);
  }
}

TEST(Autoregression, ForecastsAndTheirDeviationsAreThoseOfR) {
  for (const auto& [name, series] : r_series().items()) {
    SCOPED_TRACE(name);
    const auto y = golden::numbers(series["y"]);
    const auto forecast = Autoregression{}.fit({.values = y})->forecast(12, {});
    for (std::size_t k = 0; k < 12; ++k) {
      EXPECT_NEAR(forecast.mean()[k] / series["forecast"]["mean"][k].get<double>(), 1, 1e-8);
      EXPECT_NEAR(forecast.sd(k) / series["forecast"]["se"][k].get<double>(), 1, 1e-8);
    }
  }
}

TEST(Autoregression, NewObservationsMoveTheForecastAsARefitOfTheSameNumbersWould) {
  const auto y = golden::numbers(r_series()["Nile"]["y"]);
  const std::span<const double> all = y;
  auto model = Autoregression{.order = 3}.fit({.values = all.first(90)});
  const auto by_hand = [&, before = *model](std::size_t t) {
    double ahead = before.mean;
    for (std::size_t i = 0; i < 3; ++i) ahead += before.phi[i] * (y[t - 1 - i] - before.mean);
    return ahead;
  };
  ASSERT_TRUE(model->update(all.subspan(90)));
  EXPECT_NEAR(model->forecast(1, {}).mean()[0], by_hand(100), 1e-9);
  const auto fitted = model->fitted(y);
  EXPECT_TRUE(std::isnan(fitted[2]));
  EXPECT_NEAR(fitted[50], by_hand(50), 1e-9);
}

TEST(Autoregression, AMissingObservationIsTakenAsPredicted) {
  const auto y = golden::numbers(r_series()["Nile"]["y"]);
  const auto before = Autoregression{.order = 2}.fit({.values = y});
  auto model = *before;
  ASSERT_TRUE(model.update(std::vector<double>{std::numeric_limits<double>::quiet_NaN()}));
  EXPECT_DOUBLE_EQ(model.forecast(1, {}).mean()[0], before->forecast(2, {}).mean()[1]);
}

TEST(Autoregression, ConstantSeriesAndHugeValuesGiveFiniteForecasts) {
  for (const auto method : {Method::kYuleWalker, Method::kBurg, Method::kLeastSquares}) {
    const std::vector<double> constant(20, 7.0);
    const auto model = Autoregression{.method = method}.fit({.values = constant});
    ASSERT_TRUE(model);
    EXPECT_EQ(model->phi.size(), 0U);
    EXPECT_EQ(model->forecast(3, {}).mean()[2], 7);
    EXPECT_EQ(model->forecast(3, {}).sd(2), 0);
    std::vector<double> huge(20);
    for (std::size_t t = 0; t < 20; ++t) huge[t] = t % 3 == 0 ? 1e200 : -1e200;
    const auto wild = Autoregression{.method = method}.fit({.values = huge});
    ASSERT_TRUE(wild);
    EXPECT_TRUE(std::isfinite(wild->forecast(5, {}).mean()[4]));
    EXPECT_TRUE(std::isfinite(wild->criteria().aicc()));
  }
}

TEST(Autoregression, SaysWhatItCannotTake) {
  const std::vector<double> y{1, 3, 2, 5};
  EXPECT_EQ(Autoregression{.order = 3}.fit({.values = y}).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(
      (Autoregression{.order = 2, .method = Method::kLeastSquares}.fit({.values = y}).error().code),
      ErrorCode::kTooShort);
  const std::vector<double> gap{1, 3, std::numeric_limits<double>::quiet_NaN(), 5};
  EXPECT_EQ(Autoregression{}.fit({.values = gap}).error().code, ErrorCode::kMissingValues);
  EXPECT_EQ(Autoregression{}.fit({}).error().code, ErrorCode::kTooShort);
  EXPECT_FALSE(Autoregression::Fitted::from_state(std::vector<double>(6)));
}
}  // namespace
}  // namespace foretell
