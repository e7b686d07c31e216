#include "foretell/models/smoothing/ces_search.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "foretell/base/stop.hpp"
#include "foretell/decompose/classical.hpp"
#include "foretell/models/smoothing/lanes/ces_sweep.hpp"
#include "foretell/models/smoothing/lanes/lane_memory.hpp"
#include "foretell/numeric/simplex_search.hpp"

namespace foretell {
namespace {
constexpr double kMaxGrowth = 0.03;  // of the level per step, divided by period^kGrowthPower
constexpr double kGrowthPower = 0.75;
constexpr double kMaxCycleGrowth = 0.1;      // of a level per cycle (kSimple)
constexpr double kMaxSeasonalGrowth = 0.05;  // of the seasonal amplitude per cycle, up or down
constexpr std::size_t kLeastForEstimation = 5;
constexpr std::size_t kFirstMean = 10;  // observations in the first guess of the level
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// α₁ for which the larger eigenvalue of [[1, α₁ − 1], [1, 1 − α₀]] is 1 + growth.
double imaginary_part(double alpha_0, double growth) {
  const double root = 1 + growth;
  return root * root - (2 - alpha_0) * root + 2 - alpha_0;
}

bool within(double value, double low, double high) {
  return value >= low && value <= high;
}

// Bounds and transform from search variables; nothing outside.
template <CesSeason kSeason, std::size_t N>
std::optional<CesParameters> parameters_of(const std::array<double, N>& x, double max_growth) {
  const double growth = x[1] * 0.1;
  if (!within(growth, 0, max_growth)) return std::nullopt;
  CesParameters p{.alpha_0 = x[0], .alpha_1 = imaginary_part(x[0], growth)};
  if (!is_stable_ces(p.alpha_0, p.alpha_1)) return std::nullopt;
  if constexpr (kSeason == CesSeason::kPartial) {
    if (!within(x[2], 0, std::min(1.0, 2 - p.alpha_0))) return std::nullopt;
    p.beta_0 = x[2];
  }
  if constexpr (kSeason == CesSeason::kFull) {
    const double seasonal_growth = x[3] * 0.1;
    if (!within(x[2], 0.01, std::min(1.0, 2 - p.alpha_0)) ||
        !within(seasonal_growth, -kMaxSeasonalGrowth, kMaxSeasonalGrowth)) {
      return std::nullopt;
    }
    p.beta_0 = 1 + x[2];
    p.beta_1 = imaginary_part(p.beta_0, seasonal_growth);
    if (!is_stable_ces(p.beta_0, p.beta_1)) return std::nullopt;
  }
  return p;
}

double mean_of_first(std::span<const double> y, std::size_t count) {
  double sum = 0;
  double present = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    sum += value;
    present += 1;
    if (present == static_cast<double>(count)) break;
  }
  return sum / present;
}

// One series with room for the states; filters it forward and backward.
template <CesSeason kSeason>
class Backcaster {
 public:
  Backcaster(std::span<const double> y, std::size_t period) : y_(y), period_(period) {
    constexpr bool kHasLevel = kSeason != CesSeason::kSimple;
    if constexpr (kHasLevel) first_level_ = mean_of_first(y, std::max(kFirstMean, period));
    if constexpr (kSeason == CesSeason::kSimple) {
      const std::vector<double> whole = bridge_linearly(y.first(std::min(y.size(), 2 * period)));
      first_season_.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(period));
    } else if constexpr (kSeason != CesSeason::kNone) {
      auto parts = classical_decomposition(y, period, Composition::kAdditive);
      first_season_ = parts ? std::move(parts->figure) : std::vector<double>(period);
    }
    season_.resize(first_season_.size());
    if constexpr (kSeason != CesSeason::kPartial) potential_.resize(first_season_.size());
    double squares = 0;
    for (const double value : y) squares += std::isnan(value) ? 0 : value * value;
    least_ = 1e-24 * squares + std::numeric_limits<double>::min();
  }

  // log Σ e², bounded below for a perfect fit.
  [[nodiscard]] double objective(double sum_squares) const {
    return std::isfinite(sum_squares) ? std::log(sum_squares + least_) : kInfinity;
  }

  [[nodiscard]] std::span<const double> y() const { return y_; }
  [[nodiscard]] double first_level() const { return first_level_; }
  [[nodiscard]] std::span<const double> first_season() const { return first_season_; }

  [[nodiscard]] CesEstimate estimate(const CesParameters& p) {
    backcast(p);
    CesEstimate result{.parameters = p,
                       .level = states_.level,
                       .level_potential = states_.level_potential,
                       .season = season_,
                       .potential = potential_};
    result.sum_squares = pass<true>(p);
    return result;
  }

 private:
  // Leaves the states before the first observation.
  void backcast(const CesParameters& p) {
    std::copy(first_season_.begin(), first_season_.end(), season_.begin());
    const double share = 1 / (kSeason == CesSeason::kFull ? p.beta_0 : p.alpha_0);
    for (std::size_t i = 0; i < potential_.size(); ++i) potential_[i] = season_[i] * share;
    states_ = {first_level_, first_level_ / p.alpha_0, season_, potential_};
    (void)pass<true>(p);
    (void)pass<false>(p);
  }

  template <bool kForward>
  double pass(const CesParameters& p) {
    double sum = 0;
    std::size_t season = kForward ? 0 : y_.size() % period_;
    CesStates now = states_;  // a copy, so that the compiler keeps it in registers
    for (std::size_t k = 0; k < y_.size(); ++k) {
      if constexpr (!kForward) season = (season == 0 ? period_ : season) - 1;
      const double y = y_[kForward ? k : y_.size() - 1 - k];
      double e = y - ces_predict<kSeason>(now, season);
      if (std::isnan(y)) e = 0;
      sum += e * e;
      ces_step<kSeason>(now, p, season, e);
      if constexpr (kForward) {
        if (++season == period_) season = 0;
      }
    }
    states_ = now;
    return sum;
  }

  std::span<const double> y_;
  std::size_t period_;
  double first_level_ = 0;
  double least_ = 0;
  std::vector<double> first_season_, season_, potential_;
  CesStates states_;
};

// The search on one series.
template <CesSeason kSeason>
class Problem {
 public:
  static constexpr std::size_t kSize = kSeason == CesSeason::kFull      ? 4
                                       : kSeason == CesSeason::kPartial ? 3
                                                                        : 2;

  Problem(std::span<const double> y, std::size_t period)
      : series_(y, kSeason == CesSeason::kNone ? 1 : period),
        max_growth_(kSeason == CesSeason::kSimple
                        ? kMaxCycleGrowth
                        : kMaxGrowth / std::pow(static_cast<double>(period), kGrowthPower)),
        simplex_(start(5 * max_growth_), {.tolerance = 1e-5}) {}

  [[nodiscard]] const Backcaster<kSeason>& series() const { return series_; }

  /// The parameters whose objective is needed next, if any is; points outside need none.
  [[nodiscard]] std::optional<CesParameters> next() {
    while (!simplex_.done()) {
      if (auto p = parameters_of<kSeason>(simplex_.point(), max_growth_)) return p;
      simplex_.tell(kInfinity);
    }
    return std::nullopt;
  }
  void tell(double sum_squares) { simplex_.tell(series_.objective(sum_squares)); }

  [[nodiscard]] CesEstimate estimate() {
    CesEstimate result = at(*parameters_of<kSeason>(simplex_.best(), max_growth_));
    result.converged = simplex_.converged();
    return result;
  }
  [[nodiscard]] CesEstimate at(const CesParameters& p) { return series_.estimate(p); }
  /// Of a series that is too short to tell its growth.
  [[nodiscard]] CesEstimate guess() { return at(*parameters_of<kSeason>(start(0), max_growth_)); }

 private:
  static std::array<double, kSize> start(double growth) {
    std::array<double, kSize> x{1.3, growth};
    if constexpr (kSize > 2) x[2] = 0.1;
    return x;
  }

  Backcaster<kSeason> series_;
  double max_growth_;
  numeric::SimplexSearch<kSize> simplex_;
};

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
    if (!fixed && y.size() >= kLeastForEstimation) searched.push_back(&problems.back());
  }
  // Lanes are full where neighbours have nearly the same length.
  std::ranges::stable_sort(
      searched, {}, [](const Problem<kSeason>* problem) { return problem->series().y().size(); });
  LanesOfProblems<kSeason>(searched, period).run();
  std::vector<CesEstimate> answer;
  for (auto& problem : problems) {
    if (fixed) {
      answer.push_back(problem.at(*fixed));
    } else if (problem.series().y().size() < kLeastForEstimation) {
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
