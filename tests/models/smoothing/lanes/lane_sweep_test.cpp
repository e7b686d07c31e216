#include "foretell/models/smoothing/lanes/lane_sweep.hpp"

#include <gtest/gtest.h>

#include "lane_testing.hpp"

namespace foretell::ets {
namespace {
struct SweepCase {
  std::vector<double> y, x;
};

std::vector<SweepCase> cases_of(const EtsForm& form, std::size_t period) {
  std::vector<SweepCase> cases;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    cases.push_back({wavy_series(17 + 9 * lane, period, lane, lane % 3 == 1),
                     search_point(form, period, static_cast<double>(lane))});
  }
  return cases;
}

// Against the expansion of one series alone.
void expect_equal_expansion(SweepProblem& problem, std::size_t lane, const SweepCase& of,
                            double within) {
  const LaneColumns& c = problem.columns;
  const std::size_t numbers = kSeason + c.num_seasons;
  EtsObjective alone;
  alone.reset(c.form, of.y, problem.fixed, of.x, numbers);
  numeric::Expansion at;
  at.resize(numbers);
  alone.expand(std::span(of.x).first(numbers), at);
  EXPECT_NEAR(problem.value(lane), at.value, within * (1 + std::abs(at.value)));
  for (std::size_t i = 0; i < c.size; ++i) {
    const std::size_t p = c.place[i];
    const double scale = std::sqrt(at.curvature[p * numbers + p]) + 1;
    EXPECT_NEAR(problem.gradient(i, lane), at.gradient[p], within * scale * 100) << i;
    for (std::size_t j = 0; j <= i; ++j) {
      const std::size_t q = c.place[j];
      const double expected = at.curvature[std::max(p, q) * numbers + std::min(p, q)];
      const double other = std::sqrt(at.curvature[q * numbers + q]) + 1;
      EXPECT_NEAR(problem.curvature(i, j, lane), expected, within * scale * other) << i << ' ' << j;
    }
  }
}

TEST(LaneSweep, EveryLaneHasTheExpansionOfItsSeriesAlone) {
  for (const auto& form : all_forms()) {
    for (const std::size_t period : {2, 4, 7, 12}) {
      if (!form.has_season() && period > 2) continue;
      const auto cases = cases_of(form, period);
      for (const std::int64_t target : all_targets()) {
        const Forced forced(target);
        SweepProblem problem(form, period, true);
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
          problem.put(lane, cases[lane].y, cases[lane].x);
        }
        problem.run();
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
          SCOPED_TRACE(form.name() + " period " + std::to_string(period) + " lane " +
                       std::to_string(lane) + " target " + std::to_string(target));
          expect_equal_expansion(problem, lane, cases[lane], 1e-9);
        }
      }
    }
  }
}

TEST(LaneSweep, GivenWeightsAndUnsearchedSeasonsStayAsTheyAre) {
  for (const char* word : {"AAA", "MAdM"}) {
    const auto form = form_of(word);
    const auto cases = cases_of(form, 4);
    SweepProblem problem(form, 4, false);
    problem.fixed = {.beta = 0.02, .gamma = 0.1};
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      problem.put(lane, cases[lane].y, cases[lane].x);
    }
    problem.run();
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      SCOPED_TRACE(form.name() + " lane " + std::to_string(lane));
      expect_equal_expansion(problem, lane, cases[lane], 1e-9);
    }
  }
}

// Neighbours may be longer, explode, leave the domain or hold nothing at all.
TEST(LaneSweep, NeighboursChangeNoBit) {
  for (const char* word : {"AAdA", "MAM", "MMdM", "MNN"}) {
    const auto form = form_of(word);
    const auto cases = cases_of(form, 4);
    SweepProblem alone(form, 4, true), crowded(form, 4, true);
    const SweepCase& mine = cases[3];
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      alone.put(lane, {}, search_point(form, 4, 0));
      auto wild = cases[lane];
      if (lane == 0) wild.y.assign(SweepProblem::kMostSteps, 1e300);
      if (lane == 1) wild.x[kLevel] = -5;
      if (lane == 2) wild.y.assign(50, kMissing);
      if (lane == 6) wild.x[kAlpha] = 1e6;
      crowded.put(lane, wild.y, wild.x);
    }
    alone.put(5, mine.y, mine.x);
    crowded.put(5, mine.y, mine.x);
    alone.run();
    crowded.run();
    SCOPED_TRACE(form.name());
    EXPECT_EQ(alone.value(5), crowded.value(5));
    for (std::size_t i = 0; i < alone.columns.size; ++i) {
      EXPECT_EQ(alone.gradient(i, 5), crowded.gradient(i, 5));
      for (std::size_t j = 0; j <= i; ++j) {
        EXPECT_EQ(alone.curvature(i, j, 5), crowded.curvature(i, j, 5));
      }
    }
  }
}

TEST(LaneSweep, ValuesAloneAreThoseOfTheExpansion) {
  for (const auto& form : all_forms()) {
    const auto cases = cases_of(form, 5);
    SweepProblem problem(form, 5, true);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      problem.put(lane, cases[lane].y, cases[lane].x);
    }
    problem.run();
    const std::vector<double> values(problem.sweep.value, problem.sweep.value + kLanes);
    problem.sweep.num_slopes = 0;
    problem.run();
    for (std::size_t lane = 0; lane < kLanes; ++lane) EXPECT_EQ(problem.value(lane), values[lane]);
  }
}

TEST(LaneSweep, OutsideTheDomainOrTheRegionTheValueIsInfinite) {
  const auto form = form_of("MAM");
  SweepProblem problem(form, 4, true);
  const auto cases = cases_of(form, 4);
  for (std::size_t lane = 0; lane < kLanes; ++lane) problem.put(lane, cases[lane].y, cases[lane].x);
  auto below = cases[1];
  below.x[kLevel] = -1;
  problem.put(1, below.y, below.x);
  auto restless = cases[2];
  restless.x[kAlpha] = 0.99;
  restless.x[kBetaRatio] = 2.2;
  problem.put(2, restless.y, restless.x);
  ASSERT_FALSE(is_admissible(form, EtsObjective::weights(restless.x, {}).at, 4));
  problem.run();
  EXPECT_TRUE(std::isinf(problem.value(1)));
  EXPECT_TRUE(std::isinf(problem.value(2)));
  EXPECT_TRUE(std::isfinite(problem.value(0)));
}
}  // namespace
}  // namespace foretell::ets
