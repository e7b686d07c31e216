#include "foretell/models/smoothing/lanes/ces_sweep.hpp"

#include <gtest/gtest.h>

#include "lane_testing.hpp"
#include "tests/models/smoothing/ces_testing.hpp"

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

// Errors of one series in the last pass, and the states before the first observation.
struct Alone {
  std::vector<double> errors;
  std::vector<double> season, potential;
  double level = 0, level_potential = 0;

  [[nodiscard]] double sum_squares() const {
    double sum = 0;
    for (const double e : errors) sum += e * e;
    return sum;
  }
};

// Forward, backward, forward.
template <CesSeason kSeason>
Alone alone(const Case& of, const CesParameters& p) {
  Alone result{.season = of.season, .potential = of.season};
  for (double& value : result.potential) {
    value /= kSeason == CesSeason::kFull ? p.beta_0 : p.alpha_0;
  }
  auto season = result.season, potential = result.potential;
  CesStates states{of.level, of.level / p.alpha_0, season, potential};
  for (const int pass : {0, 1, 2}) {
    result.errors.clear();
    for (std::size_t k = 0; k < of.y.size(); ++k) {
      const std::size_t t = pass == 1 ? of.y.size() - 1 - k : k, i = t % kPeriod;
      const double error = of.y[t] - ces_predict<kSeason>(states, i);
      const double e = std::isnan(of.y[t]) ? 0 : error;
      result.errors.push_back(e);
      ces_step<kSeason>(states, p, i, e);
    }
    if (pass != 1) continue;
    result.season = season;
    result.potential = potential;
    result.level = states.level;
    result.level_potential = states.level_potential;
  }
  return result;
}

Alone alone(CesSeason season, const Case& of, const CesParameters& p) {
  return with_ces_season(season, [&]<CesSeason kSeason>() { return alone<kSeason>(of, p); });
}

// ∂e/∂p of the last pass by central differences.
std::vector<std::vector<double>> slopes(CesSeason season, const Case& of) {
  constexpr double kStep = 1e-6;
  double CesParameters::*const numbers[] = {&CesParameters::alpha_0, &CesParameters::alpha_1,
                                            &CesParameters::beta_0, &CesParameters::beta_1};
  std::vector<std::vector<double>> result;
  for (std::size_t i = 0; i < ces_num_parameters(season); ++i) {
    CesParameters up = of.parameters, down = of.parameters;
    up.*numbers[i] += kStep;
    down.*numbers[i] -= kStep;
    result.push_back(alone(season, of, up).errors);
    const auto below = alone(season, of, down).errors;
    for (std::size_t t = 0; t < below.size(); ++t) {
      result.back()[t] = (result.back()[t] - below[t]) / (2 * kStep);
    }
  }
  return result;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t t = 0; t < a.size(); ++t) sum += a[t] * b[t];
  return sum;
}

class Problem {
 public:
  Problem() {
    memory_.reset(kMostSteps + 7 + 4 + 10 + kPeriod + 2 + 2 * kPeriod +
                  CesSweep::scratch_rows(CesSeason::kFull, kPeriod));
    y_ = memory_.take(kMostSteps);
    length_ = memory_.take(1);
    parameters_ = memory_.take(4);
    level_ = memory_.take(1);
    season_ = memory_.take(kPeriod);
    sweep.scratch = memory_.take(CesSweep::scratch_rows(CesSeason::kFull, kPeriod));
    sweep.initial = memory_.take(2 + 2 * kPeriod);
    sweep.sum_squares = memory_.take(1);
    sweep.gradient = memory_.take(4);
    sweep.curvature = memory_.take(10);
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

// What a sweep says of a lane.
std::vector<double> answer(const CesSweep& sweep, CesSeason season, std::size_t lane) {
  const std::size_t size = ces_num_parameters(season);
  std::vector<double> numbers{sweep.sum_squares[lane]};
  const auto add = [&](const double* rows, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) numbers.push_back(rows[i * kLanes + lane]);
  };
  add(sweep.gradient, size);
  add(sweep.curvature, size * (size + 1) / 2);
  add(sweep.initial, season == CesSeason::kNone ? 2 : 2 + kPeriod);
  return numbers;
}

TEST(CesSweep, EveryLaneHasTheErrorsAndSlopesOfItsSeriesAlone) {
  const auto many = cases();
  for (const CesSeason season : kCesSeasons) {
    for (const std::int64_t target : all_targets()) {
      const Forced forced(target);
      Problem problem;
      for (std::size_t lane = 0; lane < kLanes; ++lane) problem.put(lane, many[lane]);
      run_sweep(season, problem.sweep);
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        SCOPED_TRACE(testing::Message()
                     << static_cast<int>(season) << " lane " << lane << " target " << target);
        const Alone expected = alone(season, many[lane], many[lane].parameters);
        const double sum = expected.sum_squares();
        EXPECT_NEAR(problem.sweep.sum_squares[lane], sum, 1e-9 * (1 + sum));
        const auto slope = slopes(season, many[lane]);
        for (std::size_t i = 0; i < slope.size(); ++i) {
          const double gradient = product(expected.errors, slope[i]);
          EXPECT_NEAR(problem.sweep.gradient[i * kLanes + lane], gradient,
                      1e-6 * (1 + std::abs(gradient)));
          for (std::size_t j = 0; j <= i; ++j) {
            const double curvature = product(slope[i], slope[j]);
            EXPECT_NEAR(problem.sweep.curvature[(i * (i + 1) / 2 + j) * kLanes + lane], curvature,
                        1e-6 * (1 + std::abs(curvature)));
          }
        }
      }
    }
  }
}

TEST(CesSweep, SaysTheStatesBeforeTheFirstObservation) {
  const auto many = cases();
  for (const CesSeason season : kCesSeasons) {
    Problem problem;
    for (std::size_t lane = 0; lane < kLanes; ++lane) problem.put(lane, many[lane]);
    run_sweep(season, problem.sweep);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const Alone expected = alone(season, many[lane], many[lane].parameters);
      const auto initial = [&](std::size_t i) { return problem.sweep.initial[i * kLanes + lane]; };
      if (season != CesSeason::kSimple) {
        EXPECT_NEAR(initial(0), expected.level, 1e-9);
        EXPECT_NEAR(initial(1), expected.level_potential, 1e-9);
      }
      for (std::size_t i = 0; season != CesSeason::kNone && i < kPeriod; ++i) {
        EXPECT_NEAR(initial(2 + i), expected.season[i], 1e-9);
        if (season == CesSeason::kPartial) continue;
        EXPECT_NEAR(initial(2 + kPeriod + i), expected.potential[i], 1e-9);
      }
    }
  }
}

TEST(CesSweep, NeighboursChangeNoBit) {
  const auto many = cases();
  for (const CesSeason season : kCesSeasons) {
    for (const std::int64_t target : all_targets()) {
      const Forced forced(target);
      Problem quiet, wild;
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        quiet.put(lane, many[3]);
        Case other = many[lane];
        if (lane == 0) other.y.assign(kMostSteps, 1e300);
        if (lane == 1) other.y.assign(20, kMissing);
        if (lane == 2) other.y.resize(1);
        if (lane == 5) other.parameters.alpha_0 = 1e9;
        wild.put(lane, lane == 6 ? many[3] : other);
      }
      run_sweep(season, quiet.sweep);
      run_sweep(season, wild.sweep);
      EXPECT_EQ(answer(quiet.sweep, season, 6), answer(wild.sweep, season, 6));
    }
  }
}
}  // namespace
}  // namespace foretell::ets
