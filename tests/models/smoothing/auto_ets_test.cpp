#include "foretell/models/smoothing/auto_ets.hpp"

#include <gtest/gtest.h>

#include "ets_testing.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {

Series seasonal(std::span<const double> y, const std::size_t& period) {
  return {.values = y, .periods = {&period, 1}};
}

void expect_sound(const Result<EtsFitted>& model) {
  ASSERT_TRUE(model) << model.error().text();
  const auto forecast = model->forecast(30, {.num_paths = 20});
  for (std::size_t k = 0; k < 30; ++k) {
    const auto [lo, hi] = forecast.interval(k, 0.95);
    ASSERT_TRUE(std::isfinite(lo) && std::isfinite(hi) && lo <= hi);
  }
  EXPECT_TRUE(std::isfinite(model->criteria().log_likelihood));
}

TEST(AutoEts, OffersRsCandidates) {
  EXPECT_EQ(AutoEts{}.candidates(true, true).size(), 15u);
  EXPECT_EQ(AutoEts{}.candidates(true, false).size(), 6u);
  EXPECT_EQ(AutoEts{}.candidates(false, true).size(), 6u);
  EXPECT_EQ((AutoEts{.allow_multiplicative_trend = true, .allow_unstable = true})
                .candidates(true, true)
                .size(),
            30u);
  EXPECT_EQ((AutoEts{.allow_trend = false, .allow_season = false}).candidates(true, true).size(),
            2u);
  EXPECT_EQ((AutoEts{.allow_damped = false}).candidates(true, false).size(), 4u);
}

TEST(AutoEts, ChoosesTheLowestCriterionAmongItsCandidates) {
  Rng rng(9);
  const auto y = plain_model(form_of("MAM"), 4, 0.04).simulate(60, rng);
  const std::size_t period = 4;
  for (const auto criterion : {Criterion::kAicc, Criterion::kAic, Criterion::kBic}) {
    const AutoEts options{.criterion = criterion};
    const auto value = [&](const InformationCriteria& fit) {
      if (criterion == Criterion::kAic) return fit.aic();
      return criterion == Criterion::kBic ? fit.bic() : fit.aicc();
    };
    const auto chosen = options.fit(seasonal(y, period));
    ASSERT_TRUE(chosen);
    for (const auto& form : options.candidates(true, true)) {
      const auto model = Ets{.error = form.error,
                             .trend = form.trend,
                             .season = form.season,
                             .max_beta_ratio = 0.1}
                             .fit(seasonal(y, period));
      EXPECT_LE(value(chosen->criteria()), value(model->criteria()) + 0.02) << form.name();
    }
  }
}

TEST(AutoEts, DoesNotCarryTheLastDifferenceOnForEver) {
  const std::vector<double> y{1890, 1850, 1820, 1800, 1860, 1900, 1840, 1770, 1760, 1820,
                              1810, 1740, 1620, 1560, 1540, 1510, 1480, 1450, 1380, 1150};
  const auto plain = AutoEts{.max_beta_ratio = 1}.fit({.values = y});
  const auto careful = AutoEts{}.fit({.values = y});
  EXPECT_LT(plain->forecast(6, {}).mean()[5], 0);
  EXPECT_GT(careful->forecast(6, {}).mean()[5], 500);
  EXPECT_LE(careful->parameters.beta, 0.1 * careful->parameters.alpha + 1e-12);
  EXPECT_EQ(AutoEts{.max_beta_ratio = 0}.fit({.values = y}).error().code,
            ErrorCode::kInvalidOption);
}

TEST(AutoEts, SurvivesEveryShortSeries) {
  const std::size_t period = 4;
  Rng rng(2);
  for (std::size_t n = 1; n < 30; ++n) {
    std::vector<double> y(n);
    for (double& value : y) value = 10 + rng.normal();
    SCOPED_TRACE(n);
    expect_sound(AutoEts{}.fit(seasonal(y, period)));
  }
  EXPECT_EQ(AutoEts{}.fit({}).error().code, ErrorCode::kTooShort);
}

TEST(AutoEts, SurvivesDegenerateSeries) {
  const std::size_t period = 4;
  const std::vector<double> line{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
  const std::vector<std::vector<double>> all{
      std::vector<double>(20, 5.0),
      std::vector<double>(20, 0.0),
      line,
      {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0},
      {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4},
      {1e-300, 2e-300, 3e-300, 1e-300, 4e-300, 2e-300, 1e-300, 3e-300, 2e-300, 2e-300},
      {1e300, 2e300, 3e300, 1e300, 4e300, 2e300, 1e300, 3e300, 2e300, 2e300},
      {kMissing, kMissing, 3, kMissing, 4, kMissing, kMissing, 5, kMissing, kMissing},
      {1, 1e9, 1, 1e9, 1, 1e9, 1, 1, 1, 1, 1e-9, 1, 1, 1, 1, 5, 5, 5},
      {-5, -4, -7, -3, -5, -4, -8, -2, -5, -4, -7, -3}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    SCOPED_TRACE(i);
    expect_sound(AutoEts{}.fit(seasonal(all[i], period)));
  }
  const auto constant = AutoEts{}.fit(seasonal(all[0], period));
  EXPECT_EQ(constant->sigma(), 0);
  EXPECT_EQ(constant->forecast(3, {}).mean()[2], 5);
  EXPECT_EQ(constant->describe().remark, "all observations are equal");
  EXPECT_NEAR(AutoEts{}.fit(seasonal(line, period))->forecast(3, {}).mean()[2], 17, 1e-6);
}

TEST(AutoEts, LeavesOutASeasonLongerThanHalfTheSeriesAndSaysSo) {
  Rng rng(4);
  const auto y = plain_model(form_of("ANA"), 12, 0.02).simulate(20, rng);
  const std::size_t period = 12;
  const auto model = AutoEts{}.fit(seasonal(y, period));
  ASSERT_TRUE(model);
  EXPECT_FALSE(model->form.has_season());
  EXPECT_NE(model->describe().remark.find("season left out"), std::string::npos);
}

TEST(AutoEts, WorksWithLongPeriods) {
  for (const std::size_t period : {25u, 168u, 365u}) {
    Rng rng(period);
    auto data = plain_model(form_of("ANA"), period, 0.01);
    data.parameters = {.alpha = 0.1, .gamma = 0.01};
    for (double& s : data.current.season) s = 10 * rng.normal();
    const auto y = data.simulate(4 * period + 3, rng);
    const auto model = AutoEts{}.fit(seasonal(y, period));
    expect_sound(model);
    EXPECT_TRUE(model->form.has_season()) << period;
    EXPECT_NE(model->describe().remark.find("long period"), std::string::npos);
  }
}

TEST(AutoEts, RefitKeepsTheForm) {
  Rng rng(9);
  const auto y = plain_model(form_of("MAM"), 4, 0.04).simulate(60, rng);
  const std::size_t period = 4;
  const auto first = AutoEts{}.fit(seasonal(std::span(y).first(52), period));
  const Series longer = seasonal(y, period);
  const EtsFitted* const start = &*first;
  const auto models = AutoEts{}.refit_many({&longer, 1}, {&start, 1});
  const auto& again = models.front();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->form, first->form);
  EXPECT_EQ(again->criteria().num_observations, 60u);
}

TEST(AutoEts, TraceShowsEveryFormWithTheCriterionOfTheChosenOne) {
  Rng rng(9);
  const auto y = plain_model(form_of("MAM"), 4, 0.04).simulate(60, rng);
  const std::size_t period = 4;
  const Series series = seasonal(y, period);
  const auto model = AutoEts{.criterion = Criterion::kBic}.fit(series);
  const auto trace = AutoEts{.criterion = Criterion::kBic}.trace(series);
  ASSERT_TRUE(trace);
  EXPECT_EQ(trace->size(), 15u);
  EXPECT_EQ(std::ranges::count_if(*trace, &Candidate::chosen), 1);
  for (const Candidate& one : *trace) {
    if (!one.chosen) continue;
    EXPECT_EQ(one.name, model->describe().name);
    EXPECT_NEAR(one.criterion, model->criteria().bic(), 1e-6);
    EXPECT_NEAR(one.log_likelihood, model->criteria().log_likelihood, 1e-6);
  }
  const auto best = std::ranges::min_element(*trace, {}, &Candidate::criterion);
  EXPECT_TRUE(best->chosen);
}

TEST(AutoEts, TraceSaysWhyFormsAreNotTried) {
  std::vector<double> y;
  for (int t = 0; t < 30; ++t) y.push_back(t % 7 - 3);
  const auto trace = AutoEts{}.trace({.values = y});
  ASSERT_TRUE(trace);
  EXPECT_EQ(std::ranges::count(*trace, "values at or below zero", &Candidate::verdict), 3);
  const std::vector<double> few{1, 2};
  const auto carried = AutoEts{}.trace({.values = few});
  ASSERT_TRUE(carried);
  EXPECT_EQ(std::ranges::count(*carried, "too few observations", &Candidate::verdict), 6);
  EXPECT_TRUE(carried->back().chosen);
  const std::vector<double> constant{3, 3, 3, 3};
  EXPECT_EQ(AutoEts{}.trace({.values = constant})->size(), 1u);
  EXPECT_FALSE(AutoEts{}.trace({}));
  EXPECT_FALSE(AutoEts{.max_beta_ratio = 2}.trace({.values = y}));
}
}  // namespace
}  // namespace foretell
