#include <gtest/gtest.h>

#include <functional>

#include "foretell/models/arima/arima.hpp"
#include "foretell/models/arima/auto_arima.hpp"
#include "tests/golden.hpp"

// Fits against R's Arima and auto.arima, from tools/golden/arima.py.
namespace foretell {
namespace {
Arima definition_of(const nlohmann::json& r) {
  const auto& arma = r["arma"];
  Arima result;
  result.order = {arma["p"], arma["d"], arma["q"], {}};
  if (arma["P"].get<int>() + arma["Q"].get<int>() + arma["D"].get<int>() > 0) {
    result.order.seasonal = {{arma["P"], arma["D"], arma["Q"], arma["m"]}};
  }
  result.constant = r["coef"].contains("intercept") || r["coef"].contains("drift");
  if (r["harmonics"].get<std::size_t>() > 0)
    result.fourier = {{arma["m"].get<double>(), r["harmonics"]}};
  return result;
}

void for_each_case(const std::function<void(const Series&, const nlohmann::json&)>& check) {
  const auto golden = golden::read("models/arima/golden/arima.json");
  for (const auto& [name, entry] : golden["series"].items()) {
    const auto y = golden::numbers(entry["y"]);
    for (const auto& r : entry["cases"]) {
      SCOPED_TRACE(name + " " + r["key"].get<std::string>());
      const std::vector<std::size_t> periods{r["arma"]["m"].get<std::size_t>()};
      check(Series{.values = y, .periods = periods}, r);
    }
  }
}

// Within `tolerance` of the size of a step, its mean and half its interval: bounds may be near
// zero.
void expect_forecast(const Forecast& forecast, const nlohmann::json& r, double tolerance) {
  for (std::size_t k = 0; k < forecast.horizon(); ++k) {
    const double mean = r["mean"][k].get<double>();
    const double upper = r["upper95"][k].get<double>();
    const double near = tolerance * (std::abs(mean) + upper - mean);
    EXPECT_NEAR(forecast.mean()[k], mean, near);
    EXPECT_NEAR(forecast.interval(k, 0.95).hi, upper, near);
    EXPECT_NEAR(forecast.interval(k, 0.95).lo, r["lower95"][k].get<double>(), near);
    EXPECT_NEAR(forecast.interval(k, 0.80).hi, r["upper80"][k].get<double>(), near);
    EXPECT_NEAR(forecast.interval(k, 0.80).lo, r["lower80"][k].get<double>(), near);
  }
}

TEST(ArimaAgainstR, FindsALikelihoodAtLeastAsGood) {
  for_each_case([](const Series& series, const nlohmann::json& r) {
    const auto model = definition_of(r).fit(series);
    ASSERT_TRUE(model) << model.error().text();
    EXPECT_GT(model->criteria().log_likelihood, r["loglik"].get<double>() - 0.01);
  });
}

TEST(ArimaAgainstR, HasTheSameCoefficientsErrorsAndCriteriaWhereTheOptimumIsTheSame) {
  std::size_t same = 0;
  for_each_case([&same](const Series& series, const nlohmann::json& r) {
    const auto model = definition_of(r).fit(series);
    ASSERT_TRUE(model);
    if (std::abs(model->criteria().log_likelihood - r["loglik"].get<double>()) > 1e-4) return;
    if (model->smallest_root() < 1.02) return;  // R's likelihood is flat or inaccurate there
    ++same;
    EXPECT_NEAR(model->criteria().aicc(), r["aicc"].get<double>(), 1e-3);
    EXPECT_NEAR(model->criteria().bic(), r["bic"].get<double>(), 1e-3);
    // R counts the first values' residuals, y / 1000 under its prior of variance 1e6, into sigma2.
    const bool differenced = model->order.num_differences() > 0;
    const double sigma2 = r["sigma2"].get<double>();
    EXPECT_NEAR(model->sigma() * model->sigma(), sigma2, (differenced ? 0.02 : 1e-3) * sigma2);
    if (model->name() == "ARIMA(0,1,0)" || model->name() == "ARIMA(0,1,1)") {
      const double first = series.values[0] * series.values[0] / 1e6;
      const auto free = static_cast<double>(model->num_observations - model->num_parameters + 1);
      if (!std::isnan(first)) {
        EXPECT_NEAR(model->sigma() * model->sigma() + first / free, sigma2, 1e-4 * sigma2);
      }
    }
    auto names = model->order.coefficient_names();
    const auto columns = model->terms.column_names();
    names.insert(names.end(), columns.begin(), columns.end());
    for (std::size_t i = 0; i < names.size(); ++i) {
      const double se = r["se"][names[i]].get<double>();
      const double ours = i < model->coefficients.size()
                              ? model->coefficients[i]
                              : model->slopes[i - model->coefficients.size()];
      EXPECT_NEAR(ours, r["coef"][names[i]].get<double>(), 0.01 * se) << names[i];
      EXPECT_NEAR(model->standard_errors[i], se, 0.02 * se) << names[i];
    }
    if (!r["forecast"].is_null()) {
      expect_forecast(model->forecast(r["forecast"]["mean"].size()), r["forecast"],
                      differenced ? 1e-2 : 1e-3);
    }
  });
  EXPECT_GT(same, 60U);
}

TEST(ArimaAgainstR, ChoosesOrdersWithACriterionNoWorse) {
  for_each_case([](const Series& series, const nlohmann::json& r) {
    if (r["key"] != "auto_arima") return;
    const auto model = AutoArima{}.fit(series);
    ASSERT_TRUE(model);
    EXPECT_EQ(model->order.num_differences(),
              r["arma"]["d"].get<std::size_t>() + r["arma"]["D"].get<std::size_t>());
    EXPECT_LT(model->criteria().aicc(), r["aicc"].get<double>() + 0.1) << model->name();
  });
}
}  // namespace
}  // namespace foretell
