#include "foretell/models/smoothing/lanes/ces_sweep.hpp"

#include <gtest/gtest.h>

#include "lane_testing.hpp"

namespace foretell::ets {
namespace {
constexpr std::size_t kPeriod = 4, kMostSteps = 60;

struct Case {
  std::vector<double> y, season;
  CesParameters parameters;
  double level;
};

std::vector<Case> cases() {
  std::vector<Case> many;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const double move = 0.01 * static_cast<double>(lane);
    many.push_back({wavy_series(13 + 6 * lane, kPeriod, lane, lane % 2 == 1),
                    {0.1, -0.05, move, -0.05 - move},
                    {.alpha_0 = 1.2 + move, .alpha_1 = 1.01, .beta_0 = 0.8 + move, .beta_1 = 1.0},
                    1 + move});
  }
  return many;
}

// Σ e² of one series: forward, backward, forward.
template <CesSeason kSeason>
double alone(const Case& of) {
  std::vector<double> season = of.season, potential = of.season;
  const auto& p = of.parameters;
  for (double& value : potential) value /= kSeason == CesSeason::kFull ? p.beta_0 : p.alpha_0;
  CesStates states{of.level, of.level / p.alpha_0, season, potential};
  double sum = 0;
  for (const int pass : {0, 1, 2}) {
    sum = 0;
    for (std::size_t k = 0; k < of.y.size(); ++k) {
      const std::size_t t = pass == 1 ? of.y.size() - 1 - k : k, i = t % kPeriod;
      const double error = of.y[t] - ces_predict<kSeason>(states, i);
      const double e = std::isnan(of.y[t]) ? 0 : error;
      sum += e * e;
      ces_step<kSeason>(states, p, i, e);
    }
  }
  return sum;
}

class Problem {
 public:
  Problem() {
    memory_.reset(kMostSteps + 7 + 3 * kPeriod);
    y_ = memory_.take(kMostSteps);
    length_ = memory_.take(1);
    parameters_ = memory_.take(4);
    level_ = memory_.take(1);
    season_ = memory_.take(kPeriod);
    sweep.seasons = memory_.take(kPeriod);
    sweep.potentials = memory_.take(kPeriod);
    sweep.sum_squares = memory_.take(1);
    sweep.y = y_;
    sweep.num_steps = kMostSteps;
    sweep.period = kPeriod;
    sweep.length = length_;
    sweep.parameters = parameters_;
    sweep.level = level_;
    sweep.season = season_;
  }

  void put(std::size_t lane, const Case& of) {
    for (std::size_t t = 0; t < kMostSteps; ++t) {
      y_[t * kLanes + lane] = t < of.y.size() ? of.y[t] : 777;
    }
    length_[lane] = static_cast<double>(of.y.size());
    level_[lane] = of.level;
    const auto& p = of.parameters;
    const double numbers[] = {p.alpha_0, p.alpha_1, p.beta_0, p.beta_1};
    for (std::size_t i = 0; i < 4; ++i) parameters_[i * kLanes + lane] = numbers[i];
    for (std::size_t i = 0; i < kPeriod; ++i) season_[i * kLanes + lane] = of.season[i];
  }

  CesSweep sweep;

 private:
  LaneMemory memory_;
  double *y_, *length_, *parameters_, *level_, *season_;
};

TEST(CesSweep, EveryLaneHasTheErrorsOfItsSeriesAlone) {
  const auto many = cases();
  for (const CesSeason season :
       {CesSeason::kNone, CesSeason::kSimple, CesSeason::kPartial, CesSeason::kFull}) {
    for (const std::int64_t target : all_targets()) {
      const Forced forced(target);
      Problem problem;
      for (std::size_t lane = 0; lane < kLanes; ++lane) problem.put(lane, many[lane]);
      run_sweep(season, problem.sweep);
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const double expected = with_ces_season(
            season, [&]<CesSeason kSeason>() { return alone<kSeason>(many[lane]); });
        EXPECT_NEAR(problem.sweep.sum_squares[lane], expected, 1e-9 * (1 + expected))
            << static_cast<int>(season) << " lane " << lane << " target " << target;
      }
    }
  }
}

TEST(CesSweep, NeighboursChangeNoBit) {
  const auto many = cases();
  for (const CesSeason season : {CesSeason::kNone, CesSeason::kFull}) {
    Problem quiet, wild;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      quiet.put(lane, many[3]);
      Case other = many[lane];
      if (lane == 0) other.y.assign(kMostSteps, 1e300);
      if (lane == 1) other.y.assign(20, kMissing);
      if (lane == 5) other.parameters.alpha_0 = 1e9;
      wild.put(lane, lane == 6 ? many[3] : other);
    }
    run_sweep(season, quiet.sweep);
    run_sweep(season, wild.sweep);
    EXPECT_EQ(quiet.sweep.sum_squares[6], wild.sweep.sum_squares[6]);
  }
}
}  // namespace
}  // namespace foretell::ets
