#pragma once
// STL written down plainly, one window at a time: the truth for the fast one.

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "foretell/decompose/stl_plan.hpp"
#include "tests/missing.hpp"

namespace foretell::stl_reference {
using stl::Plan;
using Smoothing = numeric::LoessOptions;
constexpr double kThin = 0.25;  // less of a window's weight does not carry a missing value
using Values = std::vector<double>;

struct Components {
  Values trend, season, weights;
};

struct Window {
  std::size_t first, count;
};

// Values `first` … of n that are nearest to x.
inline Window nearest(std::size_t x, std::size_t n, std::size_t window) {
  if (window >= n) return {0, n};
  const std::size_t half = window / 2;
  if (x <= half) return {0, window};
  return {std::min(x - half, n - window), window};
}

// The local polynomial at x; NaN where the values carry no more than `least` of the window's
// weight.
inline double local_fit(const Values& y, const Values& weights, double x, Window window,
                        const Smoothing& s, double least) {
  const auto first = static_cast<double>(window.first);
  const double last = first + static_cast<double>(window.count) - 1;
  double h = std::max(x - first, last - x);
  if (s.window > y.size()) h += static_cast<double>((s.window - y.size()) / 2);
  Values w(window.count);
  double total = 0, full = 0;
  for (std::size_t q = 0; q < w.size(); ++q) {
    const double r = std::abs(first + static_cast<double>(q) - x);
    if (r > 0.999 * h) continue;
    w[q] = r <= 0.001 * h ? 1 : std::pow(1 - std::pow(r / h, 3), 3);
    full += w[q];
    if (!weights.empty()) w[q] *= weights[window.first + q];
    total += w[q];
  }
  if (!(total > least * full)) return kMissing;
  double mean = 0, spread = 0;
  for (std::size_t q = 0; q < w.size(); ++q) {
    w[q] /= total;
    mean += w[q] * (first + static_cast<double>(q));
  }
  for (std::size_t q = 0; q < w.size(); ++q) {
    spread += w[q] * std::pow(first + static_cast<double>(q) - mean, 2);
  }
  const bool line =
      s.degree > 0 && h > 0 && std::sqrt(spread) > 0.001 * (static_cast<double>(y.size()) - 1);
  const double tilt = line ? (x - mean) / spread : 0;
  double fit = 0;
  for (std::size_t q = 0; q < w.size(); ++q) {
    if (w[q] == 0) continue;
    const double position = first + static_cast<double>(q);
    fit += w[q] * (1 + tilt * (position - mean)) * y[window.first + q];
  }
  return fit;
}

inline void join(Values& smooth, std::size_t from, std::size_t to) {
  const double step = (smooth[to] - smooth[from]) / static_cast<double>(to - from);
  for (std::size_t i = from + 1; i < to; ++i) {
    smooth[i] = smooth[from] + step * static_cast<double>(i - from);
  }
}

inline Values loess(const Values& y, const Values& weights, const Smoothing& s) {
  const std::size_t n = y.size();
  if (n < 2) return y;
  const std::size_t jump = std::min(s.jump, n - 1);
  Values smooth(n);
  const auto at = [&](std::size_t x, Window window) {
    const double fit =
        local_fit(y, weights, static_cast<double>(x), window, s, std::isnan(y[x]) ? kThin : 0);
    smooth[x] = std::isnan(fit) ? y[x] : fit;
  };
  std::size_t last = 0;
  for (std::size_t x = 0; x < n; x += jump) {
    at(x, nearest(x, n, s.window));
    last = x;
  }
  // The last value is smoothed in the window of the last value on the raster.
  if (last != n - 1) at(n - 1, nearest(last, n, s.window));
  for (std::size_t x = 0; x < last; x += jump) join(smooth, x, x + jump);
  if (last != n - 1) join(smooth, last, n - 1);
  return smooth;
}

// Bridges what no window could see.
inline void bridge(Values& x) {
  std::size_t last = x.size();
  for (std::size_t t = 0; t < x.size(); ++t) {
    if (std::isnan(x[t])) continue;
    if (last == x.size()) {
      std::fill(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(t), x[t]);
    } else {
      join(x, last, t);
    }
    last = t;
  }
  for (std::size_t t = last + 1; t < x.size(); ++t) x[t] = x[last];
}

// Every place of the season smoothed over the cycles, one cycle more at both ends: [n + 2 period].
inline Values smooth_subseries(const Values& detrended, const Values& weights, const Plan& plan) {
  Values result(detrended.size() + 2 * plan.period);
  for (std::size_t place = 0; place < plan.period; ++place) {
    Values y, w;
    for (std::size_t t = place; t < detrended.size(); t += plan.period) {
      y.push_back(detrended[t]);
      if (!weights.empty()) w.push_back(weights[t]);
    }
    Values smooth = loess(y, w, plan.season);
    const std::size_t count = std::min(plan.season.window, y.size());
    const auto thin = [](double value) { return std::isnan(value) ? kThin : 0; };
    const double before = local_fit(y, w, -1, {0, count}, plan.season, thin(y.front()));
    const double after = local_fit(y, w, static_cast<double>(y.size()), {y.size() - count, count},
                                   plan.season, thin(y.back()));
    smooth.insert(smooth.begin(), std::isnan(before) ? smooth.front() : before);
    smooth.push_back(std::isnan(after) ? smooth.back() : after);
    bridge(smooth);
    for (std::size_t i = 0; i < smooth.size(); ++i) result[i * plan.period + place] = smooth[i];
  }
  return result;
}

inline Values moving_average(const Values& x, std::size_t window) {
  Values result(x.size() - window + 1);
  for (std::size_t t = 0; t < result.size(); ++t) {
    for (std::size_t i = 0; i < window; ++i) result[t] += x[t + i];
    result[t] /= static_cast<double>(window);
  }
  return result;
}

inline void inner_loop(const Values& y, const Values& weights, const Plan& plan,
                       Components& parts) {
  const std::size_t n = y.size();
  Values rest(n);
  for (std::size_t t = 0; t < n; ++t) rest[t] = y[t] - parts.trend[t];
  const Values cycles = smooth_subseries(rest, weights, plan);
  const Values slow =
      loess(moving_average(moving_average(moving_average(cycles, plan.period), plan.period), 3), {},
            plan.low_pass);
  for (std::size_t t = 0; t < n; ++t) {
    parts.season[t] = cycles[t + plan.period] - slow[t];
    rest[t] = y[t] - parts.season[t];
  }
  parts.trend = loess(rest, weights, plan.trend);
  bridge(parts.trend);
}

inline Values bisquare(const Values& y, const Components& parts) {
  Values size(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    size[t] = std::abs(y[t] - (parts.trend[t] + parts.season[t]));
  }
  Values sorted;
  for (const double r : size) {
    if (!std::isnan(r)) sorted.push_back(r);
  }
  std::sort(sorted.begin(), sorted.end());
  const double h = 3 * (sorted[sorted.size() / 2] + sorted[(sorted.size() - 1) / 2]);
  for (double& r : size) {
    if (std::isnan(r) || r > 0.999 * h) {
      r = r <= 0.001 * h ? 1 : 0;
    } else {
      r = r <= 0.001 * h ? 1 : std::pow(1 - std::pow(r / h, 2), 2);
    }
  }
  return size;
}
inline Components run_loops(std::span<const double> series, const Plan& plan) {
  const Values y(series.begin(), series.end());
  Components parts{Values(y.size()), Values(y.size()), Values(y.size())};
  Values weights;
  for (std::size_t t = 0; t < y.size(); ++t) parts.weights[t] = std::isnan(y[t]) ? 0 : 1;
  if (std::count(parts.weights.begin(), parts.weights.end(), 0.0) > 0) weights = parts.weights;
  for (std::size_t k = 0; k <= plan.outer; ++k) {
    for (std::size_t i = 0; i < plan.inner; ++i) inner_loop(y, weights, plan, parts);
    if (k < plan.outer) parts.weights = weights = bisquare(y, parts);
  }
  return parts;
}
}  // namespace foretell::stl_reference
