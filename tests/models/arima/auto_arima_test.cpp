#include "foretell/models/arima/auto_arima.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"
#include "foretell/models/arima/order_search.hpp"

namespace foretell {
namespace {
std::vector<double> seasonal(std::size_t size, std::size_t period, double trend = 0.1) {
  Rng rng(2);
  std::vector<double> y(size);
  for (std::size_t t = 0; t < size; ++t) {
    const double phase =
        6.283185307179586 * static_cast<double>(t % period) / static_cast<double>(period);
    y[t] = 50 + trend * static_cast<double>(t) + 8 * std::sin(phase) + 3 * std::cos(2 * phase) +
           rng.normal();
  }
  return y;
}

TEST(AutoArima, TakesSeasonalDifferencesWhereTheSeasonIsStrong) {
  const auto y = seasonal(120, 12);
  const std::vector<std::size_t> periods{12};
  const auto model = AutoArima{}.fit({.values = y, .periods = periods});
  ASSERT_TRUE(model);
  EXPECT_EQ(model->order.seasonal.at(0).d, 1U);
}

TEST(AutoArima, HandlesAYearOfWeeksAndSaysHow) {
  const auto y = seasonal(52 * 5, 52);
  const std::vector<std::size_t> periods{52};
  const auto model = AutoArima{}.fit({.values = y, .periods = periods});
  ASSERT_TRUE(model);
  EXPECT_FALSE(model->terms.fourier.empty() && model->order.seasonal.empty());
  if (!model->terms.fourier.empty()) {
    EXPECT_NE(model->describe().remark.find("Fourier"), std::string::npos);
  }
  const auto forecast = model->forecast(52);
  for (std::size_t k = 0; k < 52; ++k) {
    const double phase = 6.283185307179586 * static_cast<double>(k) / 52;
    EXPECT_NEAR(forecast.mean()[k],
                50 + 0.1 * static_cast<double>(y.size() + k) + 8 * std::sin(phase) +
                    3 * std::cos(2 * phase),
                6);
  }
}

// White noise around a slope that wanders so slowly that only a long series shows it.
TEST(AutoArima, SeesTheSlowTrendOfALongSeries) {
  Rng rng(5);
  std::vector<double> y(1500);
  double slope = 0.4;
  double level = 100;
  double before = rng.normal();
  for (double& value : y) {
    const double shock = rng.normal();
    slope += 0.001 * shock;
    level += slope + 0.2 * shock + 0.1 * before;
    value = level;
    before = shock;
  }
  const auto model = AutoArima{.d = 2}.fit({.values = y});
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_LT(model->smallest_root(), 1.01);
  EXPECT_GE(model->smallest_root(), arima::nearest_root(y.size()));
  const auto rejecting = AutoArima{.max_q = 0, .d = 2}.fit({.values = y});
  ASSERT_TRUE(rejecting);
  EXPECT_LT(model->criteria().aicc(), rejecting->criteria().aicc() - 10);
}

TEST(AutoArima, RejectsRootsThatASeriesOfItsLengthCannotTellFromTheUnitCircle) {
  EXPECT_EQ(arima::nearest_root(30), 1.01);
  EXPECT_EQ(arima::nearest_root(100), 1.01);
  EXPECT_EQ(arima::nearest_root(1000), 1.001);
}

TEST(AutoArima, CarriesALineOn) {
  std::vector<double> y(30);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 2 + 3 * static_cast<double>(t);
  const auto model = AutoArima{}.fit({.values = y});
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_NEAR(model->forecast(5).mean()[4], 2 + 3 * 34, 1e-6);
}

TEST(AutoArima, RefitsTheSameOrders) {
  const auto y = seasonal(130, 12);
  const std::vector<std::size_t> periods{12};
  const AutoArima options;
  const auto first = options.fit({.values = std::span(y).first(120), .periods = periods});
  const auto second = options.refit({.values = y, .periods = periods}, *first);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->name(), second->name());
}

TEST(AutoArima, ShowsEveryModelItLookedAt) {
  const auto y = seasonal(80, 4);
  const std::vector<std::size_t> periods{4};
  const AutoArima options;
  const auto trace = options.trace({.values = y, .periods = periods});
  const auto model = options.fit({.values = y, .periods = periods});
  ASSERT_TRUE(trace && model);
  double least = 1e300;
  std::string best;
  for (const auto& candidate : *trace) {
    if (candidate.criterion < least) best = candidate.name;
    least = std::min(least, candidate.criterion);
  }
  EXPECT_EQ(best, model->name());
}

TEST(AutoArima, TakesRegressorsIntoTheChoice) {
  auto y = seasonal(100, 4);
  std::vector<double> x(108);
  Rng rng(4);
  for (double& value : x) value = rng.normal();
  for (std::size_t t = 0; t < y.size(); ++t) y[t] += 20 * x[t];
  const std::vector<std::string> names{"promotion"};
  const std::vector<std::size_t> periods{4};
  const auto model =
      AutoArima{}.fit({.values = y, .periods = periods, .regressors = Regressors(names, x)});
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_NEAR(model->slopes.back(), 20, 0.5);
}

TEST(AutoArima, FitsWhateverIsShortConstantOrGapped) {
  for (const std::size_t size : {2U, 3U, 4U, 6U, 9U}) {
    std::vector<double> y(size);
    for (std::size_t t = 0; t < size; ++t) y[t] = static_cast<double>(t * t % 5);
    const std::vector<std::size_t> periods{4};
    const auto model = AutoArima{}.fit({.values = y, .periods = periods});
    ASSERT_TRUE(model) << size << " " << model.error().text();
    EXPECT_TRUE(std::isfinite(model->forecast(3).mean()[2]));
  }
  auto y = seasonal(200, 12);
  for (std::size_t t = 3; t < 190; t += 11) y[t] = std::nan("");
  const std::vector<std::size_t> periods{12};
  EXPECT_TRUE(AutoArima{}.fit({.values = y, .periods = periods}));
}

TEST(AutoArima, ForecastsAboutTheMeanOfVeryFewObservations) {
  EXPECT_EQ(AutoArima{}.fit({.values = std::vector<double>{100}}).error().code,
            ErrorCode::kTooShort);
  for (const std::size_t n : {2, 3, 4, 6, 9}) {
    std::vector<double> y;
    for (std::size_t t = 0; t < n; ++t) y.push_back(t % 2 == 0 ? 100 : 104);
    const auto model = AutoArima{}.fit({.id = "few", .values = y});
    ASSERT_TRUE(model) << n << ": " << model.error().text();
    const auto forecast = model->forecast(2);
    EXPECT_NEAR(forecast.mean()[1], 102, 4) << n;
    EXPECT_LT(forecast.sd(1), 10) << n;
  }
}
}  // namespace
}  // namespace foretell
