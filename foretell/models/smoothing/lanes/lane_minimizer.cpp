#include "foretell/models/smoothing/lanes/lane_minimizer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/base/stop.hpp"
#include "foretell/models/smoothing/lanes/lane_step.hpp"

namespace foretell::ets {
namespace {
// Those of numeric::ScoringMinimizer.
constexpr double kFirstDamping = 1e-3, kLeastDamping = 1e-8, kLastDamping = 1e6;
constexpr double kTrusted = 1e-2;       // below, a small predicted decrease is final
constexpr double kSmallestGain = 1e-4;  // of a step, against its prediction
constexpr double kInfinite = std::numeric_limits<double>::infinity();
// A target that is further away than so many times the predicted decrease is not reached, nor one
// that is undercut by less than the slack of interest.
constexpr double kReach = 10, kSlack = 3e-3;

std::size_t triangle(std::size_t size) {
  return size * (size + 1) / 2;
}
}  // namespace

void LaneJobs::clear(std::size_t numbers) {
  stride = numbers;
  series.clear();
  x.clear();
  target.clear();
  value.clear();
  end.clear();
}

void LaneJobs::add(const LaneSeries& on, std::span<const double> from, double to) {
  series.push_back(on);
  x.insert(x.end(), from.begin(), from.end());
  target.push_back(to);
  value.push_back(kInfinite);
  end.push_back(JobEnd::kOutOfSteps);
}

void LaneMinimizer::prepare(const LaneColumns& c, const WeightOptions& fixed, std::size_t size,
                            std::span<const double> lower, std::span<const double> upper,
                            LaneJobs& jobs) {
  columns_ = &c;
  fixed_ = &fixed;
  jobs_ = &jobs;
  size_ = size;
  next_ = 0;
  lower_.clear();
  upper_.clear();
  for (const std::size_t place : c.place) {
    lower_.push_back(lower[place]);
    upper_.push_back(upper[place]);
  }
  longest_ = 0;
  for (const auto& series : jobs_->series) longest_ = std::max(longest_, series.y.size());
  const std::size_t answer = size_ + triangle(size_);
  memory_.reset(longest_ + 7 + 2 * c.size + size_ + triangle(size_) + c.period +
                (2 + c.period) * size_ + c.period + LaneSweep::kBlock * (size_ + 1) + c.period + 2 +
                size_ + 2 * answer);
  y_ = memory_.take(longest_);
  length_ = memory_.take(1);
  present_ = memory_.take(1);
  damping_ = memory_.take(1);
  decrease_ = memory_.take(1);
  taken_ = memory_.take(1);
  value_ = memory_.take(1);
  x_ = memory_.take(c.size);
  trial_ = memory_.take(c.size);
  step_ = memory_.take(size_);
  factor_ = memory_.take(triangle(size_));
  season_ = memory_.take(c.period);
  slopes_ = memory_.take((2 + c.period) * size_);
  seasons_ = memory_.take(c.period);
  block_ = memory_.take(LaneSweep::kBlock * (size_ + 1));
  region_ = memory_.take(c.period + 2);
  plain_ = memory_.take(size_);
  there_ = memory_.take(answer);
  here_ = memory_.take(answer);
  std::fill_n(y_, longest_ * kLanes, std::numeric_limits<double>::quiet_NaN());
  std::fill_n(here_, answer * kLanes, 0.0);
}

// Takes the next job into a lane, or leaves the lane empty.
void LaneMinimizer::fill(std::size_t lane) {
  Lane& state = lanes_[lane];
  const LaneColumns& c = *columns_;
  state = {.job = next_, .damping = kFirstDamping, .busy = next_ < jobs_->size(), .fresh = true};
  if (!state.busy) return leave_empty(lane);
  ++next_;
  const LaneSeries& series = jobs_->series[state.job];
  const auto point = jobs_->point(state.job);
  for (std::size_t t = 0; t < series.y.size(); ++t) y_[t * kLanes + lane] = series.y[t];
  for (std::size_t t = series.y.size(); t < longest_; ++t) {
    y_[t * kLanes + lane] = std::numeric_limits<double>::quiet_NaN();
  }
  length_[lane] = static_cast<double>(series.y.size());
  present_[lane] = series.num_present;
  for (std::size_t i = 0; i < c.size; ++i) {
    x_[i * kLanes + lane] = trial_[i * kLanes + lane] = point[c.place[i]];
  }
  for (std::size_t j = 0; kSeason + j < point.size(); ++j) {
    season_[j * kLanes + lane] = point[kSeason + j];
  }
}

// An empty lane goes on with the point it had and no observations, which disturbs nobody.
void LaneMinimizer::leave_empty(std::size_t lane) {
  for (std::size_t t = 0; t < longest_; ++t) {
    y_[t * kLanes + lane] = std::numeric_limits<double>::quiet_NaN();
  }
  length_[lane] = 0;
  present_[lane] = 1;
  const LaneColumns& c = *columns_;
  for (std::size_t i = 0; i < c.size; ++i) {
    x_[i * kLanes + lane] = trial_[i * kLanes + lane] = c.place[i] < kLevel ? 0.5 : 1;
  }
  for (std::size_t j = 0; j < c.period; ++j) season_[j * kLanes + lane] = 1;
}

void LaneMinimizer::sweep(std::size_t num_slopes) {
  std::size_t steps = 0;
  for (const Lane& lane : lanes_) {
    if (lane.busy) steps = std::max(steps, jobs_->series[lane.job].y.size());
  }
  run_sweep(*columns_, {.y = y_,
                        .num_steps = steps,
                        .length = length_,
                        .num_present = present_,
                        .x = trial_,
                        .season = season_,
                        .num_slopes = num_slopes,
                        .fixed = fixed_,
                        .slopes = slopes_,
                        .seasons = seasons_,
                        .block = block_,
                        .plain = plain_,
                        .region = region_,
                        .value = value_,
                        .gradient = there_,
                        .curvature = there_ + size_ * kLanes});
}

void LaneMinimizer::finish(std::size_t lane, JobEnd end) {
  leave(lane, x_, end);
  fill(lane);
}

void LaneMinimizer::leave(std::size_t lane, const double* where, JobEnd end) {
  const std::size_t job = lanes_[lane].job;
  const auto point = jobs_->point(job);
  for (std::size_t i = 0; i < columns_->size; ++i) {
    point[columns_->place[i]] = where[i * kLanes + lane];
  }
  jobs_->value[job] = lanes_[lane].value;
  jobs_->end[job] = end;
}

// Takes or refuses the point that was tried.
void LaneMinimizer::judge(std::size_t lane) {
  Lane& state = lanes_[lane];
  taken_[lane] = 0;
  if (!state.busy) return;
  const double value = value_[lane];
  if (state.fresh) {
    state.value = value;
    if (!std::isfinite(value)) return finish(lane, JobEnd::kHopeless);
    state.fresh = false;
    taken_[lane] = 1;
    return;
  }
  const double predicted = decrease_[lane], gain = (state.value - value) / predicted;
  if (predicted > 0 && gain > kSmallestGain) {
    if (!(gain > 0.25)) state.damping *= 4;
    if (gain > 0.75) state.damping *= 0.1;
    state.damping = std::max(state.damping, kLeastDamping);
    state.value = value;
    taken_[lane] = 1;
    for (std::size_t i = 0; i < size_; ++i) {
      x_[i * kLanes + lane] = trial_[i * kLanes + lane];
    }
  } else {
    state.damping = std::max(state.damping * 10, kTrusted);
    // No descent in any direction: a minimum on the domain's edge.
    if (state.damping > kLastDamping) return finish(lane, JobEnd::kConverged);
  }
  if (state.iterations >= options_.max_iterations) finish(lane, JobEnd::kOutOfSteps);
}

void LaneMinimizer::solve() {
  for (std::size_t lane = 0; lane < kLanes; ++lane) damping_[lane] = lanes_[lane].damping;
  solve_step({.size = size_,
              .num_free = columns_->num_free,
              .x = x_,
              .gradient = here_,
              .curvature = here_ + size_ * kLanes,
              .damping = damping_,
              .lower = lower_.data(),
              .upper = upper_.data(),
              .factor = factor_,
              .step = step_,
              .decrease = decrease_});
}

void LaneMinimizer::try_step(std::size_t lane) {
  for (std::size_t i = 0; i < size_; ++i) {
    trial_[i * kLanes + lane] =
        std::clamp(x_[i * kLanes + lane] + step_[i * kLanes + lane], lower_[i], upper_[i]);
  }
}

// The next point of every busy lane; those that need none make room.
void LaneMinimizer::propose() {
  solve();
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    Lane& state = lanes_[lane];
    if (!state.busy || state.fresh) continue;
    ++state.iterations;
    const double predicted = decrease_[lane];
    if (predicted >= 0 && state.damping <= kTrusted) {
      if (predicted <= options_.tolerance) {
        finish(lane, JobEnd::kConverged);
        continue;
      }
      if (state.value - kReach * predicted > jobs_->target[state.job] - kSlack) {
        finish(lane, JobEnd::kHopeless);
        continue;
      }
    }
    try_step(lane);
  }
}

bool LaneMinimizer::any_busy() const {
  return std::any_of(std::begin(lanes_), std::end(lanes_),
                     [](const Lane& lane) { return lane.busy; });
}

void LaneMinimizer::minimize(const LaneColumns& columns, const WeightOptions& fixed,
                             std::span<const double> lower, std::span<const double> upper,
                             LaneJobs& jobs, const Options& options) {
  options_ = options;
  prepare(columns, fixed, columns.size, lower, upper, jobs);
  for (std::size_t lane = 0; lane < kLanes; ++lane) fill(lane);
  while (any_busy() && !stop_requested()) {
    sweep(size_);
    for (std::size_t lane = 0; lane < kLanes; ++lane) judge(lane);
    take_lanes(taken_, there_, size_ + triangle(size_), here_);
    propose();
  }
}

void LaneMinimizer::settle(const LaneColumns& columns, const WeightOptions& fixed,
                           std::span<const double> lower, std::span<const double> upper,
                           LaneJobs& jobs) {
  options_ = {.max_iterations = 1};
  prepare(columns, fixed, columns.num_states, lower, upper, jobs);
  while (next_ < jobs.size() && !stop_requested()) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) fill(lane);
    sweep(size_);
    std::swap(there_, here_);
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes_[lane].value = value_[lane];
    solve();
    for (std::size_t lane = 0; lane < kLanes; ++lane) try_step(lane);
    sweep(0);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      Lane& state = lanes_[lane];
      if (!state.busy) continue;
      const double predicted = decrease_[lane], gain = (state.value - value_[lane]) / predicted;
      const bool better = std::isfinite(state.value) && predicted > 0 && gain > kSmallestGain;
      if (better) state.value = value_[lane];
      leave(lane, better ? trial_ : x_, JobEnd::kOutOfSteps);
    }
  }
}
}  // namespace foretell::ets
