#include "foretell/models/smoothing/ets_start.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "ets_testing.hpp"

namespace foretell::ets {
namespace {
// The series that a form makes without errors.
std::vector<double> clean_path(const EtsForm& form, std::size_t period, std::size_t length) {
  Rng rng(1);
  return plain_model(form, period, 0).simulate(length, rng);
}

TEST(StartState, ReadsLevelTrendAndSeasonOffACleanSeries) {
  for (const char* word : {"AAA", "AAM", "MAM", "ANA", "MNM", "AAN"}) {
    const auto form = form_of(word);
    SCOPED_TRACE(word);
    const auto truth = plain_state(form, 4);
    const auto state = start_state(form, clean_path(form, 4, 40), 4);
    EXPECT_NEAR(state.level, truth.level, 1.5);
    EXPECT_NEAR(state.trend, truth.trend, 0.3);
    ASSERT_EQ(state.season.size(), truth.season.size());
    for (std::size_t j = 0; j < state.season.size(); ++j) {
      EXPECT_NEAR(state.season[j], truth.season[j],
                  0.02 * std::max(1.0, 15 * std::abs(truth.season[j])));
    }
  }
}

TEST(StartState, IsFiniteWithMissingValuesAndTwoPeriodsOnly) {
  for (const auto& form : all_forms()) {
    auto y = clean_path(form, 4, 8);
    y[0] = y[3] = y[5] = std::numeric_limits<double>::quiet_NaN();
    const auto state = start_state(form, y, 4);
    EXPECT_TRUE(std::isfinite(state.level) && std::isfinite(state.trend)) << form.name();
    for (const double s : state.season) EXPECT_TRUE(std::isfinite(s)) << form.name();
  }
}

TEST(StartState, KeepsMultiplicativeFormsPositive) {
  std::vector<double> y;
  for (int t = 1; t <= 20; ++t) y.push_back(t * t);  // a line through it starts below zero
  const auto state = start_state(form_of("MAN"), y, 1);
  EXPECT_GT(state.level, 0);
  EXPECT_GT(state.level + state.trend, 0);
  EXPECT_GT(start_state(form_of("MMN"), y, 1).trend, 0);
}
}  // namespace
}  // namespace foretell::ets
