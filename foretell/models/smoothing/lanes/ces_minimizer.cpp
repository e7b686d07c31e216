#include "foretell/models/smoothing/lanes/ces_minimizer.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/base/stop.hpp"
#include "foretell/models/smoothing/lanes/lane_step.hpp"

namespace foretell::ets {
namespace {
constexpr std::size_t triangle(std::size_t size) {
  return size * (size + 1) / 2;
}

double& at(double* rows, std::size_t i, std::size_t lane) {
  return rows[i * kLanes + lane];
}

double objective(const CesJob& job, double sum_squares) {
  if (!std::isfinite(sum_squares)) return std::numeric_limits<double>::infinity();
  return job.num_present / 2 * std::log(sum_squares + job.least);
}
}  // namespace

void CesMinimizer::prepare() {
  const std::size_t size = box_->size, corner = triangle(size);
  longest_ = 0;
  for (const CesJob* job : jobs_) longest_ = std::max(longest_, job->y.size());
  const std::size_t scratch = CesSweep::scratch_rows(box_->season, period_);
  const std::size_t rows = longest_ + 5 + period_ + 5 * size + 3 * corner + scratch +
                           (2 + 2 * period_);
  memory_.reset(rows);
  y_ = memory_.take(longest_);
  std::fill_n(y_, rows * kLanes, 0.0);
  length_ = memory_.take(1);
  level_ = memory_.take(1);
  season_ = memory_.take(period_);
  parameters_ = memory_.take(size);
  std::fill_n(parameters_, size * kLanes, 1.0);  // of lanes that get no job
  x_ = memory_.take(size);
  gradient_ = memory_.take(size);
  curvature_ = memory_.take(corner);
  damping_ = memory_.take(1);
  factor_ = memory_.take(corner);
  step_ = memory_.take(size);
  decrease_ = memory_.take(1);
  sweep_ = {.y = y_,
            .period = period_,
            .length = length_,
            .parameters = parameters_,
            .level = level_,
            .season = season_,
            .scratch = memory_.take(scratch),
            .initial = memory_.take(2 + 2 * period_),
            .sum_squares = memory_.take(1),
            .gradient = memory_.take(size),
            .curvature = memory_.take(corner)};
}

// Takes the next job into a lane, or leaves the lane empty: it then runs along, and counts nowhere.
void CesMinimizer::fill(std::size_t lane) {
  Lane& state = lanes_[lane];
  state = {};
  length_[lane] = std::numeric_limits<double>::infinity();
  if (next_ == jobs_.size()) return;
  state.job = jobs_[next_++];
  load(lane);
  state.trial = state.job->x;
  place(lane);
}

void CesMinimizer::load(std::size_t lane) {
  CesJob& job = *lanes_[lane].job;
  for (std::size_t t = 0; t < job.y.size(); ++t) at(y_, t, lane) = job.y[t];
  length_[lane] = static_cast<double>(job.y.size());
  level_[lane] = job.level;
  for (std::size_t i = 0; i < job.season.size(); ++i) at(season_, i, lane) = job.season[i];
}

// The parameters of the point to be tried.
void CesMinimizer::place(std::size_t lane) {
  Lane& state = lanes_[lane];
  state.point = box_->at(state.trial);
  const CesParameters& p = state.job->fixed ? *state.job->fixed : state.point.parameters;
  const double numbers[] = {p.alpha_0, p.alpha_1, p.beta_0, p.beta_1};
  for (std::size_t i = 0; i < box_->size; ++i) at(parameters_, i, lane) = numbers[i];
}

void CesMinimizer::sweep() {
  sweep_.num_steps = 0;
  for (const Lane& lane : lanes_) {
    if (lane.job != nullptr) sweep_.num_steps = std::max(sweep_.num_steps, lane.job->y.size());
  }
  run_sweep(box_->season, sweep_);
}

// Takes or refuses the point that was tried.
void CesMinimizer::judge(std::size_t lane) {
  Lane& state = lanes_[lane];
  if (state.job == nullptr) return;
  ++state.job->evaluations;
  const double value = objective(*state.job, sweep_.sum_squares[lane]);
  if (state.job->fixed) {
    take(lane);
    return finish(lane, JobEnd::kConverged);
  }
  using Next = LaneDescent::Next;
  if (state.descent.fresh()) {
    take(lane);
    if (state.descent.begin(value) == Next::kEnd) finish(lane, state.descent.end());
    return;
  }
  if (state.descent.takes(value, decrease_[lane])) take(lane);
  if (state.descent.after_step(options_) == Next::kEnd) finish(lane, state.descent.end());
}

void CesMinimizer::take(std::size_t lane) {
  const Lane& state = lanes_[lane];
  CesJob& job = *state.job;
  job.x = state.trial;
  job.parameters = job.fixed ? *job.fixed : state.point.parameters;
  job.sum_squares = sweep_.sum_squares[lane];
  for (std::size_t i = 0; i < job.initial.size(); ++i) {
    job.initial[i] = at(sweep_.initial, i, lane);
  }
  for (std::size_t i = 0; i < box_->size; ++i) at(x_, i, lane) = job.x[i];
  take_slopes(lane, job.num_present / (job.sum_squares + job.least));
}

// Gradient and curvature by the variables of the box: Jᵀ g and Jᵀ H J, J the slopes of the parameters.
void CesMinimizer::take_slopes(std::size_t lane, double scale) {
  const std::size_t size = box_->size;
  const auto& slope = lanes_[lane].point.slope;
  double half[ces::Box::kMost][ces::Box::kMost];  // H J
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t c = 0; c < size; ++c) {
      half[i][c] = 0;
      for (std::size_t k = 0; k < size; ++k) {
        const std::size_t row = std::max(i, k);
        half[i][c] +=
            at(sweep_.curvature, triangle(row) + std::min(i, k), lane) * slope[k][c];
      }
    }
  }
  for (std::size_t r = 0; r < size; ++r) {
    double gradient = 0;
    for (std::size_t i = 0; i < size; ++i) {
      gradient += slope[i][r] * at(sweep_.gradient, i, lane);
    }
    at(gradient_, r, lane) = scale * gradient;
    for (std::size_t c = 0; c <= r; ++c) {
      double curvature = 0;
      for (std::size_t i = 0; i < size; ++i) curvature += slope[i][r] * half[i][c];
      at(curvature_, triangle(r) + c, lane) = scale * curvature;
    }
  }
}

void CesMinimizer::finish(std::size_t lane, JobEnd end) {
  lanes_[lane].job->end = end;
  fill(lane);
}

// The next point of every busy lane; those that need none make room.
void CesMinimizer::propose() {
  for (std::size_t lane = 0; lane < kLanes; ++lane) damping_[lane] = lanes_[lane].descent.damping();
  solve_step({.size = box_->size,
              .x = x_,
              .gradient = gradient_,
              .curvature = curvature_,
              .damping = damping_,
              .lower = box_->lower.data(),
              .upper = box_->upper.data(),
              .factor = factor_,
              .step = step_,
              .decrease = decrease_});
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    Lane& state = lanes_[lane];
    if (state.job == nullptr || state.descent.fresh()) continue;
    const double target = objective(*state.job, state.job->target);
    if (state.descent.before_step(decrease_[lane], target, options_) == LaneDescent::Next::kEnd) {
      finish(lane, state.descent.end());
    } else {
      try_step(lane);
    }
  }
}

void CesMinimizer::try_step(std::size_t lane) {
  Lane& state = lanes_[lane];
  for (std::size_t i = 0; i < box_->size; ++i) {
    state.trial[i] =
        std::clamp(at(x_, i, lane) + at(step_, i, lane), box_->lower[i], box_->upper[i]);
  }
  place(lane);
}

bool CesMinimizer::any_busy() const {
  return std::ranges::any_of(lanes_, [](const Lane& lane) { return lane.job != nullptr; });
}

void CesMinimizer::minimize(const ces::Box& box, std::size_t period,
                            std::span<CesJob* const> jobs) {
  box_ = &box;
  period_ = period;
  jobs_ = jobs;
  next_ = 0;
  for (CesJob* job : jobs_) job->initial.resize(2 + 2 * period_);
  prepare();
  for (std::size_t lane = 0; lane < kLanes; ++lane) fill(lane);
  while (any_busy() && !stop_requested()) {
    sweep();
    for (std::size_t lane = 0; lane < kLanes; ++lane) judge(lane);
    propose();
  }
}
}  // namespace foretell::ets
