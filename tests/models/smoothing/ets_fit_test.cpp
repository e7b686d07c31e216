#include "foretell/models/smoothing/ets_fit.hpp"

#include <gtest/gtest.h>

#include "ets_testing.hpp"
#include "tests/missing.hpp"

namespace foretell::ets {
namespace {

TEST(Scaled, DividesByAPowerOfTwoAndCountsWhatIsThere) {
  const std::vector<double> y{kMissing, 100, -3, 40};
  const auto series = scaled(y);
  EXPECT_EQ(series.unit, 64);
  EXPECT_EQ(series.values[1], 100.0 / 64);
  EXPECT_EQ(series.lowest, -3.0 / 64);
  EXPECT_EQ(series.num_present, 3u);
  EXPECT_FALSE(series.constant);
  const std::vector<double> same{kMissing, 5, 5};
  EXPECT_TRUE(scaled(same).constant);
}

TEST(NumParameters, LeavesFixedOnesOut) {
  EXPECT_EQ(num_parameters(form_of("ANN"), 1), 3u);
  EXPECT_EQ(num_parameters(form_of("MAdM"), 12), 18u);
  EXPECT_EQ(num_parameters(form_of("MAdM"), 12, {.alpha = 0.2, .phi = 0.9}), 16u);
}

TEST(Finish, NormalisesSeasonsWithoutChangingPredictions) {
  for (const char* word : {"AAdA", "MAM", "MMM", "MNA"}) {
    const auto form = form_of(word);
    Rng rng(4);
    const auto y = plain_model(form, 4, 0.03).simulate(30, rng);
    const auto series = scaled(y);
    SearchPoint point{{0.3, 0.1, 0.2, form.is_damped() ? 0.9 : 1, 1.4,
                       form.has_growth_factor() ? 1.01 : 0.01, 1.2, 0.9, 1.1, 1.3},
                      0,
                      true};
    if (!form.has_trend()) point.x[kTrend] = point.x[kBetaRatio] = 0;
    const auto model = finish(form, point, {}, series, y);
    double sum = 0;
    for (const double s : model.initial.season) sum += s;
    EXPECT_NEAR(sum, form.season == EtsSeason::kMul ? 4 : 0, 1e-9 * series.unit);
    EtsObjective objective;
    objective.reset(form, series.values, {}, point.x, point.x.size() - 1);
    const double value = objective.value(std::span(point.x).first(point.x.size() - 1));
    EXPECT_NEAR(-model.criteria().log_likelihood, value + 30 * std::log(series.unit), 1e-8) << word;
  }
}

TEST(PointOf, LeadsBackToTheModel) {
  const auto form = form_of("MAdM");
  Rng rng(4);
  const auto y = plain_model(form, 4, 0.03).simulate(30, rng);
  const auto series = scaled(y);
  const auto model = *EtsFitted::at(form, {0.3, 0.1, 0.2, 0.9}, plain_state(form, 4), y);
  const auto again = finish(form, point_of(model, series), {}, series, y);
  EXPECT_NEAR(again.criteria().log_likelihood, model.criteria().log_likelihood, 1e-8);
  EXPECT_NEAR(again.parameters.gamma, 0.2, 1e-12);
}

TEST(CarriedLevel, ForecastsTheLastLevel) {
  const std::vector<double> y{3, kMissing};
  const auto model = carried_level(y, scaled(y), kEtsTooFew);
  EXPECT_EQ(model.forecast(2, {}).mean()[1], 3);
  EXPECT_EQ(model.sigma(), 0);
}
}  // namespace
}  // namespace foretell::ets
