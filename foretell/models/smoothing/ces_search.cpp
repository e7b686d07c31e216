#include "foretell/models/smoothing/ces_search.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "foretell/models/smoothing/ces_start.hpp"
#include "foretell/models/smoothing/lanes/ces_minimizer.hpp"

namespace foretell {
namespace {
constexpr std::size_t kLeastForEstimation = 5;

// One series on the way to its parameters.
struct Problem {
  Problem(const CesTask& task, const ces::Box& box, std::size_t period,
          const std::vector<ces::Box::Numbers>& starts)
      : guess(box.season, task.y, period) {
    double squares = 0;
    for (const double value : task.y) {
      if (std::isnan(value)) continue;
      job.num_present += 1;
      squares += value * value;
    }
    job.y = task.y;
    job.least = 1e-24 * squares + std::numeric_limits<double>::min();
    job.level = guess.level;
    job.target = task.target;
    job.fixed = task.fixed;
    if (task.start) job.starts.push_back(box.place_of(*task.start));
    job.starts.insert(job.starts.end(), starts.begin(), starts.end());
    if (!job.fixed && task.y.size() < kLeastForEstimation) {
      job.fixed = box.at(box.start(0)).parameters;  // too short to tell its growth
    }
  }

  // `initial` holds level, potential, seasons and their potentials.
  [[nodiscard]] CesEstimate estimate(CesSeason form) const {
    CesEstimate result{.parameters = job.parameters,
                       .sum_squares = job.sum_squares,
                       .converged = job.end != ets::JobEnd::kOutOfSteps,
                       .evaluations = job.evaluations};
    const auto period = static_cast<std::ptrdiff_t>(guess.season.size());
    const auto seasons = job.initial.begin() + 2;
    const auto potentials = seasons + period;
    if (form != CesSeason::kSimple) {
      result.level = job.initial[0];
      result.level_potential = job.initial[1];
    }
    result.season.assign(seasons, potentials);
    if (form != CesSeason::kPartial) result.potential.assign(potentials, potentials + period);
    return result;
  }

  ces::FirstGuess guess;
  ets::CesJob job;
};

std::vector<CesTask> tasks_of(std::span<const std::span<const double>> series,
                              const std::optional<CesParameters>& fixed) {
  std::vector<CesTask> tasks;
  tasks.reserve(series.size());
  for (const auto y : series) tasks.push_back({.y = y, .fixed = fixed});
  return tasks;
}
}  // namespace

bool is_stable_ces(double alpha_0, double alpha_1) {
  const double trace = 2 * (1 - alpha_0) + alpha_1;
  const double determinant =
      (1 - alpha_0 + alpha_1) * (1 - alpha_0) + (1 - alpha_1) * (1 - alpha_0 - alpha_1);
  return std::abs(determinant) < 1 && std::abs(trace) < 1 + determinant;
}

std::vector<CesEstimate> estimate_ces(std::span<const CesTask> tasks, CesSeason season,
                                      std::size_t period) {
  const ces::Box box(season, period);
  const auto starts = box.starts();
  std::vector<Problem> problems;
  problems.reserve(tasks.size());
  for (const CesTask& task : tasks) problems.emplace_back(task, box, period, starts);
  std::vector<ets::CesJob*> jobs;
  for (Problem& problem : problems) {
    problem.job.season = problem.guess.season;
    jobs.push_back(&problem.job);
  }
  // Lanes are full where neighbours have nearly the same length.
  std::ranges::stable_sort(jobs, {}, [](const ets::CesJob* job) { return job->y.size(); });
  const std::size_t steps = season == CesSeason::kNone ? 1 : std::max<std::size_t>(1, period);
  with_ces_season(season, [&]<CesSeason kSeason>() {
    ets::CesMinimizer<ces_num_parameters(kSeason)>().minimize(box, steps, jobs);
  });
  std::vector<CesEstimate> answer;
  answer.reserve(problems.size());
  for (const Problem& problem : problems) answer.push_back(problem.estimate(season));
  return answer;
}

std::vector<CesEstimate> estimate_ces(std::span<const std::span<const double>> series,
                                      CesSeason season, std::size_t period,
                                      const std::optional<CesParameters>& fixed) {
  return estimate_ces(tasks_of(series, fixed), season, period);
}

CesEstimate estimate_ces(std::span<const double> y, CesSeason season, std::size_t period,
                         const std::optional<CesParameters>& fixed) {
  const CesTask task{.y = y, .fixed = fixed};
  return std::move(estimate_ces(std::span(&task, 1), season, period).front());
}
}  // namespace foretell
