#include "foretell/models/smoothing/lanes/ces_minimizer.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/base/stop.hpp"
#include "foretell/models/smoothing/lanes/lane_step.hpp"

namespace foretell::ets {
namespace {
constexpr double kTolerance = 1e-5;  // of log-likelihood
constexpr std::size_t kMostEvaluations = 60;
// A target that is further away than so many times the predicted decrease is not reached.
constexpr double kReach = 10;

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

template <std::size_t K>
void CesMinimizer<K>::prepare() {
  constexpr std::size_t size = K, corner = triangle(size);
  longest_ = 0;
  for (const CesJob* job : jobs_) longest_ = std::max(longest_, job->y.size());
  const std::size_t scratch = CesSweep::scratch_rows(box_->season, period_);
  const std::size_t rows =
      longest_ + 5 + period_ + 5 * size + 3 * corner + scratch + (2 + 2 * period_);
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
  model_ = memory_.take(corner);
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
template <std::size_t K>
void CesMinimizer<K>::fill(std::size_t lane) {
  Lane& state = lanes_[lane];
  state = {};
  length_[lane] = std::numeric_limits<double>::infinity();
  if (next_ == jobs_.size()) return;
  state.job = jobs_[next_++];
  load(lane);
  begin(lane);
}

// The next start of the job.
template <std::size_t K>
void CesMinimizer<K>::begin(std::size_t lane) {
  Lane& state = lanes_[lane];
  state.descent = {};
  state.evaluations = 0;
  state.waits = state.best = false;
  state.trial = state.job->fixed ? ces::Box::Numbers{} : state.job->starts[state.start];
  place(lane);
}

template <std::size_t K>
void CesMinimizer<K>::load(std::size_t lane) {
  CesJob& job = *lanes_[lane].job;
  for (std::size_t t = 0; t < job.y.size(); ++t) at(y_, t, lane) = job.y[t];
  length_[lane] = static_cast<double>(job.y.size());
  level_[lane] = job.level;
  for (std::size_t i = 0; i < job.season.size(); ++i) at(season_, i, lane) = job.season[i];
}

// The parameters of the point to be tried.
template <std::size_t K>
void CesMinimizer<K>::place(std::size_t lane) {
  Lane& state = lanes_[lane];
  if (!state.job->fixed) state.point = box_->at(state.trial);
  const CesParameters& p = state.job->fixed ? *state.job->fixed : state.point.parameters;
  const double numbers[] = {p.alpha_0, p.alpha_1, p.beta_0, p.beta_1};
  for (std::size_t i = 0; i < K; ++i) at(parameters_, i, lane) = numbers[i];
}

template <std::size_t K>
void CesMinimizer<K>::sweep() {
  sweep_.num_steps = 0;
  for (const Lane& lane : lanes_) {
    if (lane.job != nullptr) sweep_.num_steps = std::max(sweep_.num_steps, lane.job->y.size());
  }
  run_sweep(box_->season, sweep_);
}

// Takes or refuses the point that was tried.
template <std::size_t K>
void CesMinimizer<K>::judge(std::size_t lane) {
  Lane& state = lanes_[lane];
  if (state.job == nullptr) return;
  ++state.job->evaluations;
  ++state.evaluations;
  if (state.job->fixed) {
    take(lane);
    return finish(lane, JobEnd::kConverged);
  }
  const auto there = local(lane);
  if (state.evaluations == 1) {
    take(lane);
    if (!std::isfinite(there.value)) return finish(lane, JobEnd::kHopeless);
    state.descent.begin(there);
    state.waits = true;
  } else if (state.descent.takes(there)) {
    take(lane);
    state.waits = true;
  } else if (state.descent.promise() <= kTolerance) {
    return finish(lane, JobEnd::kConverged);
  } else {
    try_step(lane);
  }
  if (state.evaluations >= kMostEvaluations) finish(lane, JobEnd::kOutOfSteps);
}

// Gradient and curvature by the variables of the box: Jᵀ g and Jᵀ H J, J the slopes of the
// parameters.
template <std::size_t K>
typename CesDescent<K>::Local CesMinimizer<K>::local(std::size_t lane) const {
  const CesJob& job = *lanes_[lane].job;
  const auto& slope = lanes_[lane].point.slope;
  const double sum = sweep_.sum_squares[lane], scale = job.num_present / (sum + job.least);
  typename CesDescent<K>::Local result{.value = objective(job, sum)};
  typename CesDescent<K>::Matrix half{};  // H J
  for (std::size_t i = 0; i < K; ++i) {
    for (std::size_t k = 0; k < K; ++k) {
      const std::size_t row = std::max(i, k);
      const double entry =
          scale * sweep_.curvature[(triangle(row) + std::min(i, k)) * kLanes + lane];
      for (std::size_t c = 0; c < K; ++c) half[i][c] += entry * slope[k][c];
    }
  }
  for (std::size_t i = 0; i < K; ++i) {
    const double gradient = scale * sweep_.gradient[i * kLanes + lane];
    for (std::size_t r = 0; r < K; ++r) {
      result.gradient[r] += slope[i][r] * gradient;
      for (std::size_t c = 0; c < K; ++c) result.curvature[r][c] += slope[i][r] * half[i][c];
    }
  }
  return result;
}

// The search goes on from the point that was tried.
template <std::size_t K>
void CesMinimizer<K>::take(std::size_t lane) {
  Lane& state = lanes_[lane];
  CesJob& job = *state.job;
  state.x = state.trial;
  if (state.start > 0 && !(sweep_.sum_squares[lane] < job.sum_squares)) return;
  state.best = true;
  job.x = state.trial;
  job.parameters = job.fixed ? *job.fixed : state.point.parameters;
  job.sum_squares = sweep_.sum_squares[lane];
  for (std::size_t i = 0; i < job.initial.size(); ++i) {
    job.initial[i] = at(sweep_.initial, i, lane);
  }
}

template <std::size_t K>
void CesMinimizer<K>::finish(std::size_t lane, JobEnd end) {
  Lane& state = lanes_[lane];
  if (state.best) state.job->end = end;
  if (!state.job->fixed && ++state.start < state.job->starts.size()) return begin(lane);
  fill(lane);
}

// The steps of all lanes; those of lanes that do not wait for one go unused.
template <std::size_t K>
void CesMinimizer<K>::solve() {
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const Lane& state = lanes_[lane];
    if (!state.waits) continue;
    for (std::size_t r = 0; r < K; ++r) {
      at(x_, r, lane) = state.x[r];
      at(gradient_, r, lane) = state.descent.gradient()[r];
      for (std::size_t c = 0; c <= r; ++c) {
        at(model_, triangle(r) + c, lane) = state.descent.model()[r][c];
      }
    }
  }
  solve_step({.size = K,
              .x = x_,
              .gradient = gradient_,
              .curvature = model_,
              .damping = damping_,
              .lower = box_->lower.data(),
              .upper = box_->upper.data(),
              .factor = factor_,
              .step = step_,
              .decrease = decrease_});
}

// The next point of a lane that waits for one, or its end.
template <std::size_t K>
void CesMinimizer<K>::propose(std::size_t lane) {
  Lane& state = lanes_[lane];
  if (!state.waits) return;
  const double predicted = decrease_[lane];
  if (!(predicted > kTolerance)) return finish(lane, JobEnd::kConverged);
  double target = objective(*state.job, state.job->target);
  if (!state.best) target = std::min(target, objective(*state.job, state.job->sum_squares));
  if (state.descent.value() - kReach * predicted > target) {
    return finish(lane, JobEnd::kHopeless);
  }
  typename CesDescent<K>::Numbers step{};
  for (std::size_t i = 0; i < K; ++i) step[i] = at(step_, i, lane);
  state.descent.propose(step);
  state.waits = false;
  try_step(lane);
}

template <std::size_t K>
void CesMinimizer<K>::try_step(std::size_t lane) {
  Lane& state = lanes_[lane];
  for (std::size_t i = 0; i < K; ++i) {
    state.trial[i] =
        std::clamp(state.x[i] + state.descent.step()[i], box_->lower[i], box_->upper[i]);
  }
  place(lane);
}

template <std::size_t K>
bool CesMinimizer<K>::any_busy() const {
  return std::ranges::any_of(lanes_, [](const Lane& lane) { return lane.job != nullptr; });
}

template <std::size_t K>
void CesMinimizer<K>::minimize(const ces::Box& box, std::size_t period,
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
    solve();
    for (std::size_t lane = 0; lane < kLanes; ++lane) propose(lane);
  }
}

template class CesMinimizer<2>;
template class CesMinimizer<3>;
template class CesMinimizer<4>;
}  // namespace foretell::ets
