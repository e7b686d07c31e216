#include "foretell/decompose/stl_loops.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "foretell/decompose/bisquare.hpp"
#include "foretell/numeric/moving_sum.hpp"

namespace foretell::stl {
namespace {
using numeric::kPad;

// Bridges the missing values of every `stride`-th of `count` values linearly, carrying the first
// and last outward.
void bridge(double* x, std::size_t count, std::size_t stride) {
  std::size_t last = count;
  for (std::size_t t = 0; t < count; ++t) {
    const double value = x[t * stride];
    if (std::isnan(value)) continue;
    const bool first = last == count;
    const double start = first ? value : x[last * stride];
    const std::size_t from = first ? 0 : last + 1;
    for (std::size_t i = from; i < t; ++i) {
      const double share = static_cast<double>(i + 1 - from) / static_cast<double>(t + 1 - from);
      x[i * stride] = start + (value - start) * share;
    }
    last = t;
  }
  for (std::size_t t = last + 1; t < count; ++t) x[t * stride] = x[last * stride];
}
}  // namespace

Loops::Loops(std::size_t n, const Plan& plan)
    : n_(n),
      plan_(plan),
      long_cycles_(n / plan.period + 1, plan.season),
      short_cycles_(n / plan.period, plan.season),
      low_pass_(n, plan.low_pass),
      trend_loess_(n, plan.trend) {
  for (auto* values : {&y_, &trend_, &season_, &rho_, &rest_, &rho_rest_}) {
    values->resize(n + kPad);
  }
  for (auto* values : {&cycles_, &sums_, &sums_of_sums_}) {
    values->resize(n + 2 * plan.period + kPad);
  }
}

void Loops::run(std::span<const double> y) {
  std::copy(y.begin(), y.end(), y_.begin());
  std::fill(trend_.begin(), trend_.end(), 0.0);
  gaps_ = false;
  for (std::size_t t = 0; t < n_; ++t) {
    rho_[t] = std::isnan(y[t]) ? 0 : 1;
    gaps_ = gaps_ || std::isnan(y[t]);
  }
  weighted_ = gaps_;
  for (std::size_t round = 0; round <= plan_.outer; ++round) {
    for (std::size_t i = 0; i < plan_.inner; ++i) inner_loop();
    if (round < plan_.outer) weigh();
  }
}

std::vector<double> Loops::take(std::vector<double>& padded) const {
  padded.resize(n_);
  return std::move(padded);
}

void Loops::inner_loop() {
  for (std::size_t t = 0; t < n_; ++t) rest_[t] = y_[t] - trend_[t];
  smooth_subseries();
  take_slow_part();
  smooth_trend();
}

// rest_ with its weights.
numeric::LoessInput Loops::input() {
  if (!weighted_) return {rest_.data()};
  for (std::size_t t = 0; t < n_; ++t) rho_rest_[t] = rho_[t] > 0 ? rho_[t] * rest_[t] : 0;
  return {rest_.data(), rho_.data(), rho_rest_.data()};
}

// Every place of the season smoothed over the cycles, one cycle more at both ends. Places lie side
// by side; the first n mod period of them have a value more.
void Loops::smooth_subseries() {
  const std::size_t period = plan_.period, more = n_ % period;
  numeric::LoessInput values = input();
  if (more > 0) long_cycles_.smooth_columns(values, period, more, cycles_.data());
  values.y += more;
  if (weighted_) {
    values.rho += more;
    values.rho_y += more;
  }
  short_cycles_.smooth_columns(values, period, period - more, cycles_.data() + more);
  if (!weighted_) return;
  for (std::size_t place = 0; place < period; ++place) {
    const std::size_t count = n_ / period + (place < more ? 1 : 0) + 2;
    double* first = cycles_.data() + place;
    double* last = first + (count - 1) * period;
    if (std::isnan(*first) || std::isnan(*last) || gaps_) bridge(first, count, period);
  }
}

// season = smoothed subseries − their slow part, the loess of their moving averages.
void Loops::take_slow_part() {
  const std::size_t period = plan_.period;
  numeric::moving_sum(cycles_.data(), n_ + period + 1, period, sums_.data());
  numeric::moving_sum(sums_.data(), n_ + 2, period, sums_of_sums_.data());
  const double scale = 1 / (3 * static_cast<double>(period) * static_cast<double>(period));
  for (std::size_t t = 0; t < n_; ++t) {
    sums_[t] = (sums_of_sums_[t] + sums_of_sums_[t + 1] + sums_of_sums_[t + 2]) * scale;
  }
  low_pass_.smooth({sums_.data()}, sums_of_sums_.data());
  for (std::size_t t = 0; t < n_; ++t) {
    season_[t] = cycles_[t + period] - sums_of_sums_[t];
    rest_[t] = y_[t] - season_[t];
  }
}

void Loops::smooth_trend() {
  trend_loess_.smooth(input(), trend_.data());
  if (gaps_) bridge(trend_.data(), n_, 1);
}

void Loops::weigh() {
  for (std::size_t t = 0; t < n_; ++t) rest_[t] = y_[t] - (trend_[t] + season_[t]);
  bisquare_weights({rest_.data(), n_}, {rho_.data(), n_}, {rho_rest_.data(), n_});
  weighted_ = true;
}
}  // namespace foretell::stl
