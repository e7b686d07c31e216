#include "foretell/models/smoothing/ets_objective.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "ets_testing.hpp"
#include "foretell/base/rng.hpp"
#include "tests/missing.hpp"

namespace foretell::ets {
namespace {

// About four periods around 1, one value missing.
std::vector<double> wavy_season(std::size_t period, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> y(4 * period + 5);
  for (std::size_t t = 0; t < y.size(); ++t) {
    y[t] = 1 + 0.01 * static_cast<double>(t) +
           0.1 * std::sin(6.2832 * static_cast<double>(t) / static_cast<double>(period)) +
           0.05 * rng.normal();
  }
  y[period] = kMissing;
  return y;
}

std::vector<double> start_of(const EtsForm& form, std::size_t period) {
  auto state = plain_state(form, period);
  state.level /= 100;
  if (!form.has_growth_factor()) state.trend /= 100;
  std::vector<double> x{0.35,
                        form.has_trend() ? 0.2 : 0,
                        form.has_season() ? 0.15 : 0,
                        form.is_damped() ? 0.93 : 1,
                        state.level,
                        state.trend};
  for (const double s : state.season) x.push_back(form.season == EtsSeason::kAdd ? s / 100 : s);
  return x;
}

// Whether column i of x means anything in this form.
bool is_used(const EtsForm& form, std::size_t i) {
  if (i == kBetaRatio || i == kTrend) return form.has_trend();
  if (i == kGammaRatio) return form.has_season();
  if (i == kPhi) return form.is_damped();
  return true;
}

void check_gradient(const EtsForm& form, std::size_t period, const WeightOptions& fixed) {
  SCOPED_TRACE(form.name() + " period " + std::to_string(period));
  const auto y = wavy_season(period, period);
  auto x = start_of(form, period);
  const std::size_t columns = kSeason + (form.has_season() ? period - 1 : 0);
  EtsObjective objective;
  objective.reset(form, y, fixed, x, columns);
  numeric::Expansion at;
  at.resize(columns);
  objective.expand(std::span(x).first(columns), at);
  ASSERT_TRUE(std::isfinite(at.value));
  EXPECT_NEAR(at.value, objective.value(std::span(x).first(columns)), 1e-9);
  for (std::size_t i = 0; i < columns; ++i) {
    if (!is_used(form, i)) continue;
    const double step = 1e-5, middle = x[i];
    const auto moved = [&](double by) {
      x[i] = middle + by;
      return objective.value(std::span(x).first(columns));
    };
    const double slope =
        (8 * (moved(step) - moved(-step)) - (moved(2 * step) - moved(-2 * step))) / (12 * step);
    x[i] = middle;
    EXPECT_NEAR(at.gradient[i], slope, 1e-6 + 1e-6 * std::abs(slope)) << "column " << i;
  }
}

TEST(EtsObjective, GradientIsTheSlopeOfTheValueInAllThirtyForms) {
  for (const auto& form : all_forms()) {
    for (const std::size_t period : {2, 4, 7, 12, 13}) {
      check_gradient(form, period, {});
      if (!form.has_season()) break;
    }
  }
}

TEST(EtsObjective, GradientKnowsThatFixedWeightsDoNotFollowAlpha) {
  for (const auto* word : {"AAA", "MAdM", "MMM", "AAN"}) {
    check_gradient(form_of(word), 4, {.beta = 0.05, .gamma = 0.1});
  }
}

// For additive errors the curvature is the Gauss–Newton matrix: exact in the initial state.
TEST(EtsObjective, CurvatureIsThatOfTheSumOfSquaresInTheInitialState) {
  const auto form = form_of("AAdA");
  const std::size_t period = 4, columns = kSeason + period - 1;
  const auto y = wavy_season(period, 3);
  auto x = start_of(form, period);
  EtsObjective objective;
  objective.reset(form, y, {}, x, columns);
  const double n = static_cast<double>(y.size() - 1);
  const auto squares = [&](double a, double b, std::size_t i, std::size_t j) {
    auto moved = x;
    moved[i] += a;
    moved[j] += b;
    return std::exp(2 * objective.value(std::span(moved).first(columns)) / n);
  };
  numeric::Expansion at;
  at.resize(columns);
  objective.expand(std::span(x).first(columns), at);
  const double step = 1e-3;
  for (std::size_t i = kLevel; i < columns; ++i) {
    for (std::size_t j = kLevel; j <= i; ++j) {
      const double second = (squares(step, step, i, j) - squares(step, -step, i, j) -
                             squares(-step, step, i, j) + squares(-step, -step, i, j)) /
                            (4 * step * step);
      const double expected = 0.5 * n * second / squares(0, 0, i, j);
      EXPECT_NEAR(at.curvature[i * columns + j], expected, 1e-5 * std::abs(expected) + 1e-4);
    }
  }
}

TEST(EtsObjective, IsInfiniteWhereMultiplicativePartsLoseTheirMeaning) {
  const auto form = form_of("MNN");
  const std::vector<double> y{1, 1, 1};
  const std::vector<double> x{0.5, 0, 0, 1, -1, 0};
  EtsObjective objective;
  objective.reset(form, y, {}, x, kSeason);
  EXPECT_EQ(objective.value(x), std::numeric_limits<double>::infinity());
}
}  // namespace
}  // namespace foretell::ets
