#pragma once
#include <hwy/targets.h>

#include <vector>

#include "../ets_testing.hpp"
#include "foretell/models/smoothing/ets_objective.hpp"
#include "foretell/models/smoothing/lanes/lane_columns.hpp"
#include "foretell/models/smoothing/lanes/lane_memory.hpp"
#include "foretell/models/smoothing/lanes/lane_sweep.hpp"
#include "tests/missing.hpp"

namespace foretell::ets {

/// Vector instructions that a test insists on while it lives.
class Forced {
 public:
  explicit Forced(std::int64_t target) { hwy::SetSupportedTargetsForTest(target); }
  Forced(const Forced&) = delete;
  Forced& operator=(const Forced&) = delete;
  ~Forced() { hwy::SetSupportedTargetsForTest(0); }
};

/// Every set of vector instructions that this machine has, the widest first.
inline std::vector<std::int64_t> all_targets() {
  std::vector<std::int64_t> targets;
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    targets.push_back(left & -left);
  }
  return targets;
}

/// Wavy series around 1 of different lengths, some values missing.
inline std::vector<double> wavy_series(std::size_t length, std::size_t period, std::uint64_t seed,
                                       bool gaps) {
  Rng rng(seed);
  std::vector<double> y(length);
  for (std::size_t t = 0; t < length; ++t) {
    const double time = static_cast<double>(t);
    y[t] = 1 + 0.01 * time + 0.05 * rng.normal() +
           0.1 * std::sin(6.2832 * time / static_cast<double>(period));
    if (gaps && rng.uniform() < 0.1) y[t] = kMissing;
  }
  return y;
}

/// A harmless point of the search, different for each number.
inline std::vector<double> search_point(const EtsForm& form, std::size_t period, double number) {
  auto state = plain_state(form, period);
  const double move = 0.01 * number;
  std::vector<double> x{0.3 + move,
                        form.has_trend() ? 0.2 - move : 0,
                        form.has_season() ? 0.1 + move : 0,
                        form.is_damped() ? 0.9 + move / 10 : 1,
                        state.level / 100 + move,
                        form.has_growth_factor() ? state.trend : state.trend / 100};
  for (const double s : state.season) x.push_back(form.season == EtsSeason::kAdd ? s / 100 : s);
  return x;
}

/// kLanes problems of one form in the memory of a sweep.
class SweepProblem {
 public:
  SweepProblem(const EtsForm& form, std::size_t period, bool refined)
      : columns(form, form.has_season() ? period : 1, refined) {
    const LaneColumns& c = columns;
    const std::size_t triangle = c.size * (c.size + 1) / 2;
    memory_.reset(kMostSteps + 4 + 3 * c.size + 4 * c.period + 2 + (2 + c.period) * c.size +
                  LaneSweep::kBlock * (c.size + 1) + triangle);
    y_ = memory_.take(kMostSteps);
    length_ = memory_.take(1);
    present_ = memory_.take(1);
    x_ = memory_.take(c.size);
    season_ = memory_.take(c.period);
    sweep.slopes = memory_.take((2 + c.period) * c.size);
    sweep.seasons = memory_.take(c.period);
    sweep.block = memory_.take(LaneSweep::kBlock * (c.size + 1));
    sweep.plain = memory_.take(c.size);
    sweep.region = memory_.take(c.period + 2);
    sweep.value = memory_.take(1);
    sweep.gradient = memory_.take(c.size);
    sweep.curvature = memory_.take(triangle);
    sweep.y = y_;
    sweep.length = length_;
    sweep.num_present = present_;
    sweep.x = x_;
    sweep.season = season_;
    sweep.fixed = &fixed;
    sweep.num_slopes = c.size;
  }

  void put(std::size_t lane, const std::vector<double>& y, const std::vector<double>& point) {
    double present = 0;
    for (std::size_t t = 0; t < kMostSteps; ++t) {
      y_[t * kLanes + lane] = t < y.size() ? y[t] : kMissing;
      present += t < y.size() && !std::isnan(y[t]) ? 1 : 0;
    }
    length_[lane] = static_cast<double>(y.size());
    present_[lane] = present;
    for (std::size_t i = 0; i < columns.size; ++i) x_[i * kLanes + lane] = point[columns.place[i]];
    for (std::size_t j = 0; kSeason + j < point.size(); ++j) {
      season_[j * kLanes + lane] = point[kSeason + j];
    }
    sweep.num_steps = std::max(sweep.num_steps, y.size());
  }

  void run() { run_sweep(columns, sweep); }

  [[nodiscard]] double value(std::size_t lane) const { return sweep.value[lane]; }
  [[nodiscard]] double gradient(std::size_t i, std::size_t lane) const {
    return sweep.gradient[i * kLanes + lane];
  }
  [[nodiscard]] double curvature(std::size_t i, std::size_t j, std::size_t lane) const {
    const std::size_t row = std::max(i, j);
    return sweep.curvature[(row * (row + 1) / 2 + std::min(i, j)) * kLanes + lane];
  }

  static constexpr std::size_t kMostSteps = 80;
  LaneColumns columns;
  WeightOptions fixed;
  LaneSweep sweep;

 private:
  LaneMemory memory_;
  double *y_, *length_, *present_, *x_, *season_;
};
}  // namespace foretell::ets
