#include "foretell/models/smoothing/lanes/ces_minimizer.hpp"

#include <gtest/gtest.h>

#include "foretell/models/smoothing/ces_start.hpp"
#include "lane_testing.hpp"
#include "tests/models/smoothing/ces_testing.hpp"

namespace foretell::ets {
namespace {
constexpr std::size_t kJobPeriod = 4;

std::size_t period_of(CesSeason season) {
  return season == CesSeason::kNone ? 1 : kJobPeriod;
}

// A job that owns what it works on.
struct JobProblem {
  JobProblem(const ces::Box& box, std::vector<double> values)
      : y(std::move(values)), guess(box.season, y, kJobPeriod) {
    job.y = y;
    for (const double value : y) job.num_present += std::isnan(value) ? 0 : 1;
    job.least = 1e-20;
    job.level = guess.level;
    job.season = guess.season;
    job.starts = {box.start(box.upper[1] / 2)};
  }
  JobProblem(const JobProblem&) = delete;
  JobProblem& operator=(const JobProblem&) = delete;
  ~JobProblem() = default;

  std::vector<double> y;
  ces::FirstGuess guess;
  CesJob job;
};

std::vector<std::unique_ptr<JobProblem>> problems(const ces::Box& box, std::size_t count) {
  std::vector<std::unique_ptr<JobProblem>> many;
  for (std::size_t i = 0; i < count; ++i) {
    auto y = wavy_series(20 + 5 * (i % 7), kJobPeriod, i, i % 4 == 2);
    y.front() = y.back() = 1;
    many.push_back(std::make_unique<JobProblem>(box, std::move(y)));
  }
  return many;
}

void minimize(const ces::Box& box, std::span<CesJob* const> jobs) {
  with_ces_season(box.season, [&]<CesSeason kSeason>() {
    CesMinimizer<ces_num_parameters(kSeason)>().minimize(box, period_of(kSeason), jobs);
  });
}

void run(const ces::Box& box, std::span<const std::unique_ptr<JobProblem>> many) {
  std::vector<CesJob*> jobs;
  for (const auto& problem : many) jobs.push_back(&problem->job);
  minimize(box, jobs);
}

// Σ e² at a point of the box.
double at(const ces::Box& box, const std::vector<double>& y, const ces::Box::Numbers& x) {
  JobProblem problem(box, y);
  problem.job.fixed = box.at(x).parameters;
  CesJob* const job = &problem.job;
  minimize(box, {&job, 1});
  return problem.job.sum_squares;
}

TEST(CesMinimizer, NeighbouringPointsOfTheBoxFitNoBetter) {
  for (const CesSeason season : kCesSeasons) {
    const ces::Box box(season, kJobPeriod);
    const auto many = problems(box, 19);
    run(box, many);
    for (const auto& problem : many) {
      EXPECT_EQ(problem->job.end, JobEnd::kConverged);
      EXPECT_LT(problem->job.evaluations, 60U);
      for (std::size_t i = 0; i < box.size; ++i) {
        for (const double step : {-0.01, 0.01}) {
          auto x = problem->job.x;
          x[i] =
              std::clamp(x[i] + step * (box.upper[i] - box.lower[i]), box.lower[i], box.upper[i]);
          EXPECT_GE(at(box, problem->y, x), problem->job.sum_squares * (1 - 1e-5))
              << static_cast<int>(season) << " variable " << i;
        }
      }
    }
  }
}

TEST(CesMinimizer, EveryJobEndsWhereItEndsAlone) {
  for (const CesSeason season : kCesSeasons) {
    const ces::Box box(season, kJobPeriod);
    const auto together = problems(box, 19), alone = problems(box, 19);
    run(box, together);
    for (std::size_t i = 0; i < alone.size(); ++i) {
      run(box, std::span(alone).subspan(i, 1));
      EXPECT_EQ(alone[i]->job.sum_squares, together[i]->job.sum_squares);
      EXPECT_EQ(alone[i]->job.x, together[i]->job.x);
      EXPECT_EQ(alone[i]->job.evaluations, together[i]->job.evaluations);
      for (std::size_t k = 0; season != CesSeason::kPartial && k < alone[i]->job.initial.size();
           ++k) {
        if (season == CesSeason::kNone && k >= 2) break;
        EXPECT_EQ(alone[i]->job.initial[k], together[i]->job.initial[k]);
      }
    }
  }
}

TEST(CesMinimizer, FixedParametersAreEvaluatedOnce) {
  const ces::Box box(CesSeason::kFull, kJobPeriod);
  const auto many = problems(box, 3);
  const CesParameters p{.alpha_0 = 1.4, .alpha_1 = 1.01, .beta_0 = 1.2, .beta_1 = 1};
  many[1]->job.fixed = p;
  run(box, many);
  EXPECT_EQ(many[1]->job.evaluations, 1U);
  EXPECT_EQ(many[1]->job.parameters.beta_0, p.beta_0);
  EXPECT_GT(many[1]->job.sum_squares, 0);
}

TEST(CesMinimizer, GivesUpWhatCannotReachItsTarget) {
  const ces::Box box(CesSeason::kPartial, kJobPeriod);
  const auto many = problems(box, 9);
  many[2]->job.target = 1e-9;
  run(box, many);
  EXPECT_EQ(many[2]->job.end, JobEnd::kHopeless);
  EXPECT_EQ(many[3]->job.end, JobEnd::kConverged);
}

TEST(CesMinimizer, AFurtherStartNeverMakesWorseAndSometimesBetter) {
  std::size_t better = 0;
  for (const CesSeason season : kCesSeasons) {
    const ces::Box box(season, kJobPeriod);
    const auto one = box.start(box.upper[1], 2.2), other = box.start(0);
    const auto both = problems(box, 19), first = problems(box, 19);
    for (std::size_t i = 0; i < both.size(); ++i) {
      both[i]->job.starts = {one, other};
      first[i]->job.starts = {one};
    }
    run(box, both);
    run(box, first);
    for (std::size_t i = 0; i < both.size(); ++i) {
      EXPECT_LE(both[i]->job.sum_squares, first[i]->job.sum_squares);
      better += both[i]->job.sum_squares < 0.999 * first[i]->job.sum_squares ? 1 : 0;
    }
  }
  EXPECT_GT(better, 0U);
}

TEST(CesMinimizer, ASeriesWithoutNoiseIsFittedExactly) {
  const ces::Box box(CesSeason::kNone, kJobPeriod);
  JobProblem problem(box, std::vector<double>(40, 3));
  problem.job.least = 1e-22;
  CesJob* const job = &problem.job;
  minimize(box, {&job, 1});
  EXPECT_LT(job->sum_squares, 1e-6);
}
}  // namespace
}  // namespace foretell::ets
