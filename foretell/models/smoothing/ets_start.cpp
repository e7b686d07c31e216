#include "foretell/models/smoothing/ets_start.hpp"

#include <algorithm>
#include <cmath>

namespace foretell::ets {
namespace {
constexpr std::size_t kCycles = 5;  // that the first seasons are averaged over

/// Means over one period around each time by running sums, so that long periods cost no more.
class CentredMean {
 public:
  CentredMean(std::span<const double> y, std::size_t period)
      : y_(y),
        half_(period / 2),
        even_(period % 2 == 0),
        sums_(y.size() + 1),
        counts_(y.size() + 1) {
    for (std::size_t t = 0; t < y.size(); ++t) {
      const bool seen = !std::isnan(y[t]);
      sums_[t + 1] = sums_[t] + (seen ? y[t] : 0);
      counts_[t + 1] = counts_[t] + (seen ? 1 : 0);
    }
  }

  // Ends weigh half for even periods; NaN where nothing is there.
  [[nodiscard]] double at(std::size_t t) const {
    const std::size_t first = t - half_, last = t + half_;
    double sum = sums_[last + 1] - sums_[first], count = counts_[last + 1] - counts_[first];
    for (const std::size_t end : {first, last}) {
      if (!even_ || std::isnan(y_[end])) continue;
      sum -= y_[end] / 2;
      count -= 0.5;
    }
    return sum / count;
  }

 private:
  std::span<const double> y_;
  std::size_t half_;
  bool even_;
  std::vector<double> sums_, counts_;
};

std::vector<double> start_season(std::span<const double> y, std::size_t period, bool multiplies) {
  std::vector<double> sums(period, 0), counts(period, 0);
  const std::size_t half = period / 2;
  const std::size_t end = std::min(y.size(), kCycles * period + 2 * half);
  const CentredMean trends(y.first(end), period);
  for (std::size_t t = half; t + half < end; ++t) {
    const double trend = trends.at(t);
    const double value = multiplies ? y[t] / trend : y[t] - trend;
    if (!std::isfinite(value)) continue;
    sums[t % period] += value;
    counts[t % period] += 1;
  }
  double total = 0;
  for (std::size_t j = 0; j < period; ++j) {
    sums[j] = counts[j] > 0 ? sums[j] / counts[j] : (multiplies ? 1.0 : 0.0);
    if (multiplies) sums[j] = std::max(sums[j], 1e-2);
    total += sums[j];
  }
  const double mean = total / static_cast<double>(period);
  for (double& value : sums) value = multiplies ? value / mean : value - mean;
  return sums;
}

struct Line {
  double start = 0, slope = 0, mean = 0;
};

// Least-squares line through the observations that are there; `start` is its value before the
// first.
Line line_through(std::span<const double> z) {
  double n = 0, st = 0, sz = 0, stt = 0, stz = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    if (std::isnan(z[i])) continue;
    const double t = static_cast<double>(i + 1);
    n += 1;
    st += t;
    sz += z[i];
    stt += t * t;
    stz += t * z[i];
  }
  const double spread = n * stt - st * st;
  Line line;
  line.mean = n > 0 ? sz / n : 0;
  line.slope = spread > 0 ? (n * stz - st * sz) / spread : 0;
  line.start = n > 0 ? line.mean - line.slope * st / n : 0;
  return line;
}
}  // namespace

EtsState start_state(const EtsForm& form, std::span<const double> y, std::size_t period) {
  EtsState state;
  std::vector<double> z(y.begin(),
                        y.begin() + static_cast<std::ptrdiff_t>(
                                        std::min(y.size(), std::max<std::size_t>(10, 2 * period))));
  if (form.has_season()) {
    const bool multiplies = form.season == EtsSeason::kMul;
    state.season = start_season(y, period, multiplies);
    for (std::size_t t = 0; t < z.size(); ++t) {
      const double s = state.season[t % period];
      z[t] = multiplies ? z[t] / s : z[t] - s;
    }
  }
  const Line line = line_through(z);
  if (!form.has_trend()) {
    const auto few = std::min(z.size(), std::max<std::size_t>(3, form.has_season() ? period : 0));
    state.level = line_through(std::span(z).first(few)).mean;
    if (state.level == 0) state.level = line.mean;
    return state;
  }
  state.level = line.start;
  state.trend = line.slope;
  if (form.needs_positive() && !(state.level > 0.1 * line.mean)) {
    state.level = 0.1 * line.mean;
    state.trend = (line.mean - state.level) / (0.5 * static_cast<double>(z.size() + 1));
  }
  if (form.has_growth_factor()) {
    state.trend = std::clamp(1 + state.trend / std::max(state.level, 1e-8), 0.5, 2.0);
  }
  return state;
}

EtsState flat_state(const EtsForm& form, std::span<const double> y, std::size_t period) {
  EtsState state{line_through(y).mean, form.has_growth_factor() ? 1.0 : 0.0, {}};
  if (form.has_season()) state.season.assign(period, form.season == EtsSeason::kMul ? 1.0 : 0.0);
  return state;
}
}  // namespace foretell::ets
