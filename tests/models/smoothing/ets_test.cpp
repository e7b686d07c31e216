#include "foretell/models/smoothing/ets.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "ets_testing.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {
static_assert(WarmDefinition<Ets>);

Ets definition_of(const EtsForm& form) {
  return {.error = form.error, .trend = form.trend, .season = form.season, .allow_unstable = true};
}

struct Reference {
  std::vector<double> y;
  std::size_t period = 4;

  [[nodiscard]] Series series() const { return {.id = "a", .values = y, .periods = {&period, 1}}; }
};

Reference reference_path(const EtsForm& form, std::size_t length, double relative_sigma = 0.03,
                         std::uint64_t seed = 3) {
  Rng rng(seed);
  return {plain_model(form, 4, relative_sigma).simulate(length, rng)};
}

TEST(Ets, RecoversTheParametersOfSimulatedData) {
  for (const char* word : {"ANN", "AAdN", "ANA", "MNM", "MAdM", "MNN"}) {
    const auto form = form_of(word);
    const auto model = definition_of(form).fit(reference_path(form, 2000).series());
    ASSERT_TRUE(model);
    EXPECT_NEAR(model->parameters.alpha, 0.3, 0.08) << word;
    if (form.has_season()) {
      EXPECT_NEAR(model->parameters.gamma, 0.1, 0.05) << word;
    }
    EXPECT_NEAR(model->sigma() / (form.error == EtsError::kMul ? 1 : 100), 0.03, 0.002) << word;
  }
}

TEST(Ets, FitIsAtLeastAsLikelyAsTheTruth) {
  for (const auto& form : all_forms()) {
    const auto data = reference_path(form, 60);
    const auto truth = plain_model(form, 4, 0.03);
    const auto at = EtsFitted::at(form, truth.parameters, truth.initial, data.y);
    const auto model = definition_of(form).fit(data.series());
    ASSERT_TRUE(model) << form.name() << model.error().text();
    EXPECT_GE(model->criteria().log_likelihood, at->criteria().log_likelihood) << form.name();
  }
}

TEST(Ets, ScaledDataGiveScaledForecasts) {
  for (const auto& form : all_forms()) {
    SCOPED_TRACE(form.name());
    auto data = reference_path(form, 44);
    const auto small = definition_of(form).fit(data.series())->forecast(6, {.num_paths = 50});
    for (double& value : data.y) value *= 1024;
    const auto large = definition_of(form).fit(data.series())->forecast(6, {.num_paths = 50});
    for (std::size_t k = 0; k < 6; ++k) {
      EXPECT_NEAR(large.mean()[k], 1024 * small.mean()[k], 1e-9 * std::abs(large.mean()[k]));
      EXPECT_NEAR(large.quantile(k, 0.1), 1024 * small.quantile(k, 0.1),
                  1e-6 * std::abs(large.mean()[k]));
    }
  }
}

TEST(Ets, CarriesMissingValuesThrough) {
  for (const auto& form : all_forms()) {
    auto data = reference_path(form, 60);
    for (const std::size_t t : {0, 7, 8, 9, 30, 59}) data.y[t] = kMissing;
    const auto model = definition_of(form).fit(data.series());
    ASSERT_TRUE(model) << form.name();
    EXPECT_EQ(model->criteria().num_observations, 54u);
    EXPECT_TRUE(std::isfinite(model->criteria().log_likelihood));
    EXPECT_TRUE(std::isfinite(model->forecast(5, {.num_paths = 50}).mean()[4]));
  }
}

TEST(Ets, RefitFromAnEarlierFitIsNotWorse) {
  const auto form = form_of("MAM");
  const auto data = reference_path(form, 60);
  const auto early = definition_of(form).fit(data.series().until(50));
  const auto cold = definition_of(form).fit(data.series());
  const auto warm = definition_of(form).refit(data.series(), *early);
  EXPECT_GE(warm->criteria().log_likelihood, cold->criteria().log_likelihood - 1e-3);
}

TEST(Ets, FixedParametersStay) {
  const auto data = reference_path(form_of("AAdA"), 60);
  const auto model = Ets{.trend = EtsTrend::kAddDamped,
                         .season = EtsSeason::kAdd,
                         .alpha = 0.4,
                         .beta = 0.1,
                         .gamma = 0.2,
                         .phi = 0.85}
                         .fit(data.series());
  ASSERT_TRUE(model);
  EXPECT_EQ(model->parameters, (EtsParameters{0.4, 0.1, 0.2, 0.85}));
  EXPECT_EQ(model->criteria().num_parameters, 6u);
  const auto free = Ets{.trend = EtsTrend::kAdd, .beta = 0.1}.fit(data.series());
  EXPECT_EQ(free->parameters.beta, 0.1);
  EXPECT_GE(free->parameters.alpha, 0.1);
}

TEST(Ets, RefusesUnstableFormsByNameUnlessAllowed) {
  const auto data = reference_path(form_of("ANM"), 40);
  const Ets unstable{.season = EtsSeason::kMul};
  const auto refused = unstable.fit(data.series());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidOption);
  EXPECT_NE(refused.error().message.find("ETS(A,N,M)"), std::string::npos);
  EXPECT_TRUE(definition_of(form_of("ANM")).fit(data.series()));
}

TEST(Ets, RefusesWhatItCannotFit) {
  const auto data = reference_path(form_of("ANA"), 6);
  EXPECT_EQ(holt_winters_additive().fit(data.series()).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(damped_holt().fit(data.series().until(5)).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(holt_winters_multiplicative().fit({.values = data.y}).error().code,
            ErrorCode::kInvalidOption);
  Reference zeros{{3, 0, 2, 4, 3, 5, 6, 7, 8, 3, 4, 2}};
  EXPECT_EQ(Ets{.error = EtsError::kMul}.fit(zeros.series()).error().code, ErrorCode::kNotPositive);
  zeros.y[3] = std::numeric_limits<double>::infinity();
  EXPECT_EQ(simple_smoothing().fit(zeros.series()).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(Ets{.alpha = 1.5}.fit(data.series()).error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(
      (Ets{.trend = EtsTrend::kAdd, .alpha = 0.2, .beta = 0.3}).fit(data.series()).error().code,
      ErrorCode::kInvalidOption);
}

TEST(Ets, FitsMultiplicativeFormsToASeriesThatCollapsesAtItsBeginning) {
  const Reference data{{3867, 4129, 3871, 2568, 1011, 780,  1075, 921,  1075, 1117, 639, 408,
                        408,  975,  1287, 1565, 1091, 3462, 2251, 1977, 1162, 343,  561, 369}};
  for (const char* word : {"MAN", "MNA", "MAA", "MAdA", "MAM", "MMM"}) {
    const auto model = definition_of(form_of(word)).fit(data.series());
    ASSERT_TRUE(model) << word << ": " << model.error().text();
    EXPECT_TRUE(std::isfinite(model->criteria().log_likelihood)) << word;
  }
}

TEST(Ets, ConvenienceNamesAreTheirForms) {
  EXPECT_EQ(simple_smoothing().form().name(), "ETS(A,N,N)");
  EXPECT_EQ(holt().form().name(), "ETS(A,A,N)");
  EXPECT_EQ(damped_holt().form().name(), "ETS(A,Ad,N)");
  EXPECT_EQ(holt_winters_additive().form().name(), "ETS(A,A,A)");
  EXPECT_EQ(holt_winters_multiplicative().form().name(), "ETS(M,A,M)");
}
}  // namespace
}  // namespace foretell
