#include "foretell/models/smoothing/ets_fitted.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "ets_testing.hpp"
#include "tests/missing.hpp"

namespace foretell {
namespace {
constexpr EtsParameters kWeights{0.3, 0.1, 0.2, 0.9};

std::vector<double> path_of(const EtsForm& form, std::size_t length) {
  Rng rng(3);
  return plain_model(form, 4, 0.03).simulate(length, rng);
}

TEST(EtsFitted, UpdatingIsFilteringTheLongerSeries) {
  for (const auto& form : all_forms()) {
    auto y = path_of(form, 50);
    y[20] = y[45] = kMissing;
    const auto whole = *EtsFitted::at(form, kWeights, plain_state(form, 4), y);
    auto grown = *EtsFitted::at(form, kWeights, plain_state(form, 4), std::span(y).first(33));
    for (std::size_t t = 33; t < y.size(); ++t) {
      ASSERT_TRUE(grown.update(std::span(y).subspan(t, 1)));
    }
    EXPECT_EQ(grown.state(), whole.state()) << form.name();
  }
}

TEST(EtsFitted, MissingValuesMoveTheStateWithoutError) {
  for (const auto& form : all_forms()) {
    const auto y = path_of(form, 30);
    auto model = *EtsFitted::at(form, kWeights, plain_state(form, 4), y);
    const auto before = model.forecast(9, {.num_paths = 2});
    const auto criteria = model.criteria();
    const std::vector<double> gap(3, kMissing);
    ASSERT_TRUE(model.update(gap));
    const auto after = model.forecast(6, {.num_paths = 2});
    for (std::size_t k = 0; k < 6 && form.error == EtsError::kAdd; ++k) {
      EXPECT_NEAR(after.mean()[k], before.mean()[k + 3], 1e-9 * std::abs(after.mean()[k]));
    }
    EXPECT_EQ(model.criteria().log_likelihood, criteria.log_likelihood);
    EXPECT_EQ(model.criteria().num_observations, 30u);
  }
}

TEST(EtsFitted, ResidualsAreWhatTheLikelihoodSums) {
  for (const auto& form : all_forms()) {
    const auto y = path_of(form, 40);
    const auto model = *EtsFitted::at(form, kWeights, plain_state(form, 4), y);
    double squares = 0;
    for (const double e : model.residuals(y)) squares += e * e;
    EXPECT_NEAR(squares, model.sum_squares, 1e-9 * squares) << form.name();
  }
}

TEST(EtsFitted, RefusesAnInfiniteObservationAndStaysAsItWas) {
  auto model = plain_model(form_of("AAN"), 1, 0.1);
  const auto before = model.state();
  const std::vector<double> y{1, std::numeric_limits<double>::infinity()};
  EXPECT_EQ(model.update(y).error().code, ErrorCode::kNotFinite);
  EXPECT_EQ(model.state(), before);
}

TEST(EtsFitted, AtRefusesASeasonAgainstItsForm) {
  const std::vector<double> y{1, 2, 3};
  EXPECT_EQ(EtsFitted::at(form_of("ANA"), kWeights, {1, 0, {}}, y).error().code,
            ErrorCode::kInvalidOption);
  EXPECT_EQ(EtsFitted::at(form_of("ANN"), kWeights, {1, 0, {1, 2}}, y).error().code,
            ErrorCode::kInvalidOption);
  EXPECT_EQ(EtsFitted::at(form_of("ANN"), {kMissing}, {1, 0, {}}, y).error().code,
            ErrorCode::kInvalidOption);
}

TEST(EtsFitted, AtRefusesParametersThatLeaveTheRangeOfNumbers) {
  const std::vector<double> y{1, 2, 3, 4, 5};
  EXPECT_EQ(EtsFitted::at(form_of("MNM"), kWeights, {1, 0, {0, 1}}, y).error().code,
            ErrorCode::kNotFinite);
}

TEST(EtsFitted, DescribesItselfInTheWordsOfTheField) {
  const auto text = plain_model(form_of("MAdM"), 4, 0.05).describe();
  EXPECT_EQ(text.name, "ETS(M,Ad,M)");
  ASSERT_EQ(text.numbers.size(), 4u + 2 + 4 + 1);
  EXPECT_EQ(text.numbers[3].first, "phi");
  EXPECT_EQ(text.numbers.back().first, "sigma");
}
}  // namespace
}  // namespace foretell
