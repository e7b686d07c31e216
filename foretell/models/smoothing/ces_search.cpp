#include "foretell/models/smoothing/ces_search.hpp"

#include <algorithm>

#include "foretell/base/stop.hpp"
#include "foretell/models/smoothing/ces_problem.hpp"
#include "foretell/models/smoothing/lanes/ces_sweep.hpp"
#include "foretell/models/smoothing/lanes/lane_memory.hpp"

namespace foretell {
namespace {
using ces::Problem;

// Searches on many series at once. A lane whose search has ended takes the next series.
template <CesSeason kSeason>
class LanesOfProblems {
 public:
  explicit LanesOfProblems(std::span<Problem<kSeason>* const> problems, std::size_t period)
      : problems_(problems), period_(kSeason == CesSeason::kNone ? 1 : period) {
    for (const auto* problem : problems) {
      longest_ = std::max(longest_, problem->series().y().size());
    }
    memory_.reset(longest_ + 7 + 3 * period_);
    y_ = memory_.take(longest_);
    length_ = memory_.take(1);
    parameters_ = memory_.take(4);
    level_ = memory_.take(1);
    sum_squares_ = memory_.take(1);
    season_ = memory_.take(period_);
    seasons_ = memory_.take(period_);
    potentials_ = memory_.take(period_);
    std::fill_n(y_, (longest_ + 7 + 3 * period_) * ets::kLanes, 0.0);
  }

  void run() {
    for (auto& lane : lanes_) lane = nullptr;
    while (ask() && !stop_requested()) {
      sweep();
      for (std::size_t lane = 0; lane < ets::kLanes; ++lane) {
        if (lanes_[lane] != nullptr) lanes_[lane]->tell(sum_squares_[lane]);
      }
    }
  }

 private:
  // The next point of every lane; false where all searches have ended.
  bool ask() {
    bool any = false;
    for (std::size_t lane = 0; lane < ets::kLanes; ++lane) {
      auto p = lanes_[lane] != nullptr ? lanes_[lane]->next() : std::nullopt;
      while (!p && next_ < problems_.size()) {
        load(lane, problems_[next_++]);
        p = lanes_[lane]->next();
      }
      if (!p) {
        lanes_[lane] = nullptr;
        length_[lane] = 0;
        continue;
      }
      any = true;
      for (const auto& [i, value] :
           {std::pair{0, p->alpha_0}, {1, p->alpha_1}, {2, p->beta_0}, {3, p->beta_1}}) {
        parameters_[static_cast<std::size_t>(i) * ets::kLanes + lane] = value;
      }
    }
    return any;
  }

  void load(std::size_t lane, Problem<kSeason>* problem) {
    lanes_[lane] = problem;
    const auto& series = problem->series();
    for (std::size_t t = 0; t < series.y().size(); ++t) y_[t * ets::kLanes + lane] = series.y()[t];
    length_[lane] = static_cast<double>(series.y().size());
    level_[lane] = series.first_level();
    for (std::size_t i = 0; i < series.first_season().size(); ++i) {
      season_[i * ets::kLanes + lane] = series.first_season()[i];
    }
  }

  void sweep() {
    std::size_t steps = 0;
    for (const auto* problem : lanes_) {
      if (problem != nullptr) steps = std::max(steps, problem->series().y().size());
    }
    ets::run_sweep(kSeason, {.y = y_,
                             .num_steps = steps,
                             .period = period_,
                             .length = length_,
                             .parameters = parameters_,
                             .level = level_,
                             .season = season_,
                             .seasons = seasons_,
                             .potentials = potentials_,
                             .sum_squares = sum_squares_});
  }

  std::span<Problem<kSeason>* const> problems_;
  std::size_t period_, longest_ = 0, next_ = 0;
  ets::LaneMemory memory_;
  Problem<kSeason>* lanes_[ets::kLanes] = {};
  double *y_, *length_, *parameters_, *level_, *sum_squares_, *season_, *seasons_, *potentials_;
};

template <CesSeason kSeason>
std::vector<CesEstimate> search(std::span<const std::span<const double>> series, std::size_t period,
                                const std::optional<CesParameters>& fixed) {
  std::vector<Problem<kSeason>> problems;
  problems.reserve(series.size());
  std::vector<Problem<kSeason>*> searched;
  for (const auto y : series) {
    problems.emplace_back(y, period);
    if (!fixed && y.size() >= ces::kLeastForEstimation) searched.push_back(&problems.back());
  }
  // Lanes are full where neighbours have nearly the same length.
  std::ranges::stable_sort(
      searched, {}, [](const Problem<kSeason>* problem) { return problem->series().y().size(); });
  LanesOfProblems<kSeason>(searched, period).run();
  std::vector<CesEstimate> answer;
  for (auto& problem : problems) {
    if (fixed) {
      answer.push_back(problem.at(*fixed));
    } else if (problem.series().y().size() < ces::kLeastForEstimation) {
      answer.push_back(problem.guess());
    } else {
      answer.push_back(problem.estimate());
    }
  }
  return answer;
}
}  // namespace

bool is_stable_ces(double alpha_0, double alpha_1) {
  const double trace = 2 * (1 - alpha_0) + alpha_1;
  const double determinant =
      (1 - alpha_0 + alpha_1) * (1 - alpha_0) + (1 - alpha_1) * (1 - alpha_0 - alpha_1);
  return std::abs(determinant) < 1 && std::abs(trace) < 1 + determinant;
}

std::vector<CesEstimate> estimate_ces(std::span<const std::span<const double>> series,
                                      CesSeason season, std::size_t period,
                                      const std::optional<CesParameters>& fixed) {
  return with_ces_season(season, [&]<CesSeason kSeason>() {
    return search<kSeason>(series, std::max<std::size_t>(1, period), fixed);
  });
}

CesEstimate estimate_ces(std::span<const double> y, CesSeason season, std::size_t period,
                         const std::optional<CesParameters>& fixed) {
  return std::move(estimate_ces({&y, 1}, season, period, fixed).front());
}
}  // namespace foretell
