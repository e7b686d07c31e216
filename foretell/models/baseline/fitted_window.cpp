#include "foretell/models/baseline/fitted_window.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "foretell/models/additive_errors.hpp"
#include "foretell/models/check.hpp"

namespace foretell {
FittedWindow::FittedWindow(const Series& series, std::size_t period, std::size_t window)
    : wanted_period_(period), window_(window), seasons_(series.size() < period ? 1 : period) {
  if (window_ > 1) values_.resize(seasons_.size() * window_);
  absorb(series.values);
}

Result<void> FittedWindow::update(std::span<const double> y) {
  if (auto error = check_finite(y)) return fail(std::move(*error));
  absorb(y);
  return {};
}

void FittedWindow::absorb(std::span<const double> y) {
  for (const double value : y) {
    if (!std::isnan(value)) {
      take(position_, value);
    } else {
      seasons_[position_].age += 1;
    }
    if (++position_ == seasons_.size()) position_ = 0;
  }
}

double FittedWindow::standardized(const Season& season, double value) const {
  const double error = value - season.average;
  return season.age == 0 ? error : error / std::sqrt(1 + season.age * weight() * weight());
}

void FittedWindow::take(std::size_t index, double value) {
  Season& season = seasons_[index];
  if (season.held > 0) {
    const double error = standardized(season, value);
    sum_squares_ += error * error;
    count_ += 1;
  }
  season.age = 0;
  if (window_ == 1) {
    season.average = value;
    season.held = 1;
    return;
  }
  const auto held = std::span(values_).subspan(index * window_, window_);
  const double replaced = std::exchange(held[season.oldest], value);
  if (++season.oldest == window_) season.oldest = 0;
  if (season.held < window_) {
    season.average += (value - season.average) / ++season.held;
  } else if (season.oldest == 0) {  // afresh once per round, so that rounding never piles up
    season.average = std::accumulate(held.begin(), held.end(), 0.0) / static_cast<double>(window_);
  } else {
    season.average += (value - replaced) / static_cast<double>(window_);
  }
}

const FittedWindow::Season& FittedWindow::nearest(std::size_t season) const {
  while (seasons_[season].held == 0) season = (season == 0 ? seasons_.size() : season) - 1;
  return seasons_[season];
}

double FittedWindow::sigma() const {
  return count_ > 0 ? std::sqrt(sum_squares_ / count_) : 0;
}

Forecast FittedWindow::forecast(std::size_t horizon, const SimulationOptions& /*options*/) const {
  std::vector<double> mean(horizon);
  std::vector<double> sd(horizon);
  const double a2 = weight() * weight();
  const double scale = sigma();
  std::size_t season = position_;
  for (std::size_t k = 0; k < horizon; ++k) {
    const Season& last = nearest(season);
    const std::size_t whole = k / seasons_.size();
    const auto cycles = static_cast<double>(whole);
    mean[k] = last.average;
    sd[k] = scale * std::sqrt(1 + (cycles + last.age) * a2);
    if (++season == seasons_.size()) season = 0;
  }
  return Forecast::normal(std::move(mean), std::move(sd));
}

std::vector<double> FittedWindow::simulate(std::size_t horizon, Rng& rng) const {
  std::vector<double> path(horizon);
  std::vector<double> level(seasons_.size());
  for (std::size_t k = 0; k < horizon; ++k) {
    const std::size_t season = (position_ + k) % seasons_.size();
    double sd = sigma();
    if (k < seasons_.size()) {
      const Season& last = nearest(season);
      level[season] = last.average;
      sd *= std::sqrt(1 + last.age * weight() * weight());
    }
    path[k] = level[season] + sd * rng.normal();
    level[season] += weight() * (path[k] - level[season]);
  }
  return path;
}

std::vector<double> FittedWindow::fitted(std::span<const double> y) const {
  FittedWindow replay;
  replay.window_ = window_;
  replay.seasons_.resize(seasons_.size());
  replay.values_.resize(values_.size());
  std::vector<double> result(y.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t t = 0; t < y.size(); ++t) {
    const Season& season = replay.seasons_[replay.position_];
    if (season.held > 0) result[t] = season.average;
    replay.absorb(y.subspan(t, 1));
  }
  return result;
}

std::vector<double> FittedWindow::residuals(std::span<const double> y) const {
  return additive_residuals(fitted(y), y);
}

InformationCriteria FittedWindow::criteria() const {
  return gaussian_criteria(sum_squares_, static_cast<std::size_t>(count_), 1);
}

ModelDescription FittedWindow::describe() const {
  ModelDescription result;
  result.name = window_ == 1          ? "Seasonal naive"
                : wanted_period_ == 1 ? "Window average"
                                      : "Seasonal window average";
  result.numbers = {{"period", static_cast<double>(seasons_.size())},
                    {"window", static_cast<double>(window_)},
                    {"sigma", sigma()}};
  if (wanted_period_ != seasons_.size()) {
    result.remark =
        fmt::format("shorter than one season ({}): without season instead", wanted_period_);
  } else if (wanted_period_ == 1 && window_ == 1) {
    result.remark = "no season: naive instead";
  }
  return result;
}

std::vector<double> FittedWindow::state() const {
  std::vector<double> state{static_cast<double>(wanted_period_),
                            static_cast<double>(window_),
                            static_cast<double>(seasons_.size()),
                            static_cast<double>(position_),
                            sum_squares_,
                            count_};
  state.reserve(state.size() + 4 * seasons_.size() + values_.size());
  for (const Season& season : seasons_) {
    state.insert(state.end(), {season.average, static_cast<double>(season.held),
                               static_cast<double>(season.oldest), season.age});
  }
  state.insert(state.end(), values_.begin(), values_.end());
  return state;
}

Result<FittedWindow> FittedWindow::from_state(std::span<const double> state) {
  constexpr std::size_t kHead = 6;
  constexpr std::size_t kPerSeason = 4;
  const auto broken = [] { return fail(ErrorCode::kBadFile, "not the state of a window average"); };
  if (state.size() < kHead + kPerSeason) return broken();
  const double size = static_cast<double>(state.size());
  if (!(state[0] >= 1 && state[0] <= 1e15 && state[1] >= 1 && state[1] <= size && state[2] >= 1 &&
        state[2] <= size && state[3] >= 0 && state[3] < state[2])) {
    return broken();
  }
  FittedWindow model;
  model.wanted_period_ = static_cast<std::size_t>(state[0]);
  model.window_ = static_cast<std::size_t>(state[1]);
  model.seasons_.resize(static_cast<std::size_t>(state[2]));
  model.position_ = static_cast<std::size_t>(state[3]);
  model.sum_squares_ = state[4];
  model.count_ = state[5];
  const std::size_t num_values = model.window_ > 1 ? model.seasons_.size() * model.window_ : 0;
  if (state.size() != kHead + kPerSeason * model.seasons_.size() + num_values) return broken();
  double held = 0;
  for (std::size_t i = 0; i < model.seasons_.size(); ++i) {
    const auto cell = state.subspan(kHead + kPerSeason * i, kPerSeason);
    if (!(cell[1] >= 0 && cell[1] <= state[1] && cell[2] >= 0 && cell[2] < state[1])) {
      return broken();
    }
    model.seasons_[i] = {cell[0], static_cast<std::uint32_t>(cell[1]),
                         static_cast<std::uint32_t>(cell[2]), cell[3]};
    held += cell[1];
  }
  if (held == 0) return broken();
  const auto values = state.last(num_values);
  model.values_.assign(values.begin(), values.end());
  return model;
}
}  // namespace foretell
