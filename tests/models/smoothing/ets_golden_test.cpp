// At R's parameters and initial states our likelihood, states, forecasts and bounds are R's.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "ets_testing.hpp"
#include "foretell/models/smoothing/auto_ets.hpp"

namespace foretell {
namespace {
using nlohmann::json;
constexpr double kZ80 = 1.2815515655446004, kZ95 = 1.959963984540054;

const json& golden() {
  static const json data =
      json::parse(std::ifstream(FORETELL_SOURCE_DIR "/tests/models/smoothing/golden/ets.json"));
  return data;
}

EtsState state_of(const json& entry) {
  return {entry["level"], entry["trend"], entry["season"].get<std::vector<double>>()};
}

EtsFitted model_of(const json& entry, std::span<const double> y) {
  const auto weight = [&](std::size_t i, double otherwise) {
    return entry["weights"][i].is_null() ? otherwise : entry["weights"][i].get<double>();
  };
  const auto model = EtsFitted::at(form_of(entry["form"]),
                                   {weight(0, 0), weight(1, 0), weight(2, 0), weight(3, 1)},
                                   state_of(entry["initial"]), y);
  EXPECT_TRUE(model) << model.error().text();
  return model.value_or(EtsFitted{});
}

void expect_near(double ours, double theirs, double size, const std::string& what) {
  EXPECT_NEAR(ours, theirs, 1e-6 * std::max(size, std::abs(theirs))) << what;
}

// R's forecast of damped models with multiplicative season predicts with l + b where its own fit
// (and the book, and ours) has l + φ b. In our terms that is another trend and beta.
EtsFitted with_trend_as_r_forecasts_it(EtsFitted model) {
  if (model.form.is_damped() && model.form.season == EtsSeason::kMul) {
    model.current.trend /= model.parameters.phi;
    model.parameters.beta /= model.parameters.phi;
  }
  return model;
}

// R counts the season's own uncertainty of ETS(A,N,A) one step early: at k = period, not period
// + 1.
double sd_as_r_counts_it(const EtsFitted& model, std::size_t k, double sd) {
  if (model.form != form_of("ANA") || (k + 1) % model.period() != 0) return sd;
  const auto& w = model.parameters;
  const double extra = w.gamma * (2 * w.alpha + w.gamma);
  return std::sqrt(sd * sd + extra * model.sigma() * model.sigma());
}

void check_case(const json& entry, std::span<const double> y) {
  const auto model = model_of(entry, y);
  const double size = std::abs(model.initial.level);
  const auto criteria = model.criteria();
  expect_near(criteria.log_likelihood, entry["loglik"], 0, "loglik");
  expect_near(criteria.aic(), entry["aic"], 0, "aic");
  expect_near(criteria.aicc(), entry["aicc"], 0, "aicc");
  expect_near(criteria.bic(), entry["bic"], 0, "bic");
  expect_near(model.sigma() * model.sigma(), entry["sigma2"], 0, "sigma2");
  const auto fitted = model.fitted(y);
  for (std::size_t t = 0; t < entry["fitted_head"].size(); ++t) {
    expect_near(fitted[t], entry["fitted_head"][t], 0, "fitted");
  }
  const auto last = model.last(), theirs = state_of(entry["last"]);
  expect_near(last.level, theirs.level, 0, "last level");
  expect_near(last.trend, theirs.trend, 1e-3 * size, "last trend");
  for (std::size_t j = 0; j < theirs.season.size(); ++j) {
    expect_near(last.season[j], theirs.season[j], 0.1, "last season");
  }
  const std::size_t horizon = entry["mean"].size();
  const auto forecast = with_trend_as_r_forecasts_it(model).forecast(horizon, {});
  for (std::size_t k = 0; k < horizon; ++k) {
    const double mean = entry["mean"][k], lower = entry["lower80"][k], upper = entry["upper95"][k];
    expect_near(forecast.mean()[k], mean, 0, "mean");
    const double sd = sd_as_r_counts_it(model, k, forecast.sd(k));
    expect_near(sd, (mean - lower) / kZ80, 0, "sd from 80 %");
    expect_near(sd, (upper - mean) / kZ95, 0, "sd from 95 %");
  }
}

TEST(EtsGolden, AgreesWithRAtItsParameters) {
  std::size_t cases = 0;
  for (const auto& series : golden()["series"]) {
    const auto y = series["y"].get<std::vector<double>>();
    for (const auto& entry : series["cases"]) {
      SCOPED_TRACE(series["name"].get<std::string>() + " " + entry["key"].get<std::string>());
      check_case(entry, y);
      ++cases;
    }
  }
  EXPECT_GT(cases, 60u);
}

TEST(EtsGolden, FindsALikelihoodNotLowerThanR) {
  for (const auto& series : golden()["series"]) {
    const auto y = series["y"].get<std::vector<double>>();
    const std::size_t period = series["period"];
    for (const auto& entry : series["cases"]) {
      SCOPED_TRACE(series["name"].get<std::string>() + " " + entry["key"].get<std::string>());
      const auto form = form_of(entry["form"]);
      const auto model = Ets{.error = form.error, .trend = form.trend, .season = form.season}.fit(
          {.values = y, .periods = {&period, 1}});
      ASSERT_TRUE(model);
      EXPECT_GE(model->criteria().log_likelihood, entry["loglik"].get<double>() - 0.01);
    }
  }
}

TEST(EtsGolden, ChoosesAFormAtLeastAsGoodAsR) {
  for (const auto& series : golden()["series"]) {
    const auto y = series["y"].get<std::vector<double>>();
    const std::size_t period = series["period"];
    const auto model = AutoEts{.max_beta_ratio = 1}.fit({.values = y, .periods = {&period, 1}});
    ASSERT_TRUE(model);
    EXPECT_LE(model->criteria().aicc(), series["cases"][0]["aicc"].get<double>() + 0.02)
        << series["name"];
  }
}
}  // namespace
}  // namespace foretell
