#include "foretell/decompose/classical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace foretell {
namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double remove(double value, double part, Composition composition) {
  return composition == Composition::kAdditive ? value - part : value / part;
}

double put_back(double value, double part, Composition composition) {
  return composition == Composition::kAdditive ? value + part : value * part;
}

// Sums of `period` consecutive values; each is summed afresh once per period, so that the cost
// stays O(n) and rounding cannot pile up.
std::vector<double> running_sums(std::span<const double> x, std::size_t period) {
  std::vector<double> sums(x.size() - period + 1);
  for (std::size_t t = 0; t < sums.size(); ++t) {
    sums[t] = t % period == 0
                  ? std::accumulate(x.begin() + static_cast<std::ptrdiff_t>(t),
                                    x.begin() + static_cast<std::ptrdiff_t>(t + period), 0.0)
                  : sums[t - 1] - x[t - 1] + x[t + period - 1];
  }
  return sums;
}

std::vector<double> centered_average(std::span<const double> x, std::size_t period) {
  std::vector<double> trend(x.size(), kMissing);
  const std::vector<double> sums = running_sums(x, period);
  const std::size_t half = period / 2;
  const auto m = static_cast<double>(period);
  if (period % 2 == 1) {
    for (std::size_t t = 0; t < sums.size(); ++t) trend[t + half] = sums[t] / m;
  } else {
    for (std::size_t t = 0; t + 1 < sums.size(); ++t) {
      trend[t + half] = (sums[t] + sums[t + 1]) / (2 * m);
    }
  }
  return trend;
}

// Mean by season of y without its trend, centred; empty where a season has none.
std::vector<double> seasonal_figure(std::span<const double> y, std::span<const double> trend,
                                    std::size_t period, Composition composition) {
  std::vector<double> figure(period);
  double total = 0;
  for (std::size_t season = 0; season < period; ++season) {
    double sum = 0;
    double count = 0;
    for (std::size_t t = season; t < y.size(); t += period) {
      const double detrended = remove(y[t], trend[t], composition);
      if (std::isnan(detrended)) continue;
      sum += detrended;
      count += 1;
    }
    if (count == 0) return {};
    total += figure[season] = sum / count;
  }
  const double mean = total / static_cast<double>(period);
  for (double& value : figure) value = remove(value, mean, composition);
  return figure;
}

// y with gaps bridged in its seasonally adjusted form.
std::vector<double> bridged(std::span<const double> y, std::span<const double> figure,
                            Composition composition) {
  std::vector<double> adjusted(y.begin(), y.end());
  for (std::size_t t = 0; t < y.size(); ++t) {
    adjusted[t] = remove(y[t], figure[t % figure.size()], composition);
  }
  adjusted = bridge_linearly(adjusted);
  for (std::size_t t = 0; t < y.size(); ++t) {
    adjusted[t] =
        std::isnan(y[t]) ? put_back(adjusted[t], figure[t % figure.size()], composition) : y[t];
  }
  return adjusted;
}

}  // namespace

std::vector<double> bridge_linearly(std::span<const double> y) {
  std::vector<double> result(y.begin(), y.end());
  std::size_t last = y.size();  // index of the last observation seen; y.size() before the first
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (std::isnan(y[t])) continue;
    if (last == y.size()) {
      std::fill(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(t), y[t]);
    } else {
      for (std::size_t i = last + 1; i < t; ++i) {
        result[i] =
            std::lerp(y[last], y[t], static_cast<double>(i - last) / static_cast<double>(t - last));
      }
    }
    last = t;
  }
  for (std::size_t t = last + 1; t < y.size(); ++t) result[t] = y[last];
  return result;
}

Result<ClassicalDecomposition> classical_decomposition(std::span<const double> y,
                                                       std::size_t period,
                                                       Composition composition) {
  if (auto error = check_seasonal(y, period, composition)) return fail(std::move(*error));
  const bool complete = std::none_of(y.begin(), y.end(), [](double v) { return std::isnan(v); });
  std::vector<double> trend =
      complete ? centered_average(y, period) : centered_average(bridge_linearly(y), period);
  std::vector<double> figure = seasonal_figure(y, trend, period, composition);
  if (!complete && !figure.empty()) {
    trend = centered_average(bridged(y, figure, composition), period);
    figure = seasonal_figure(y, trend, period, composition);
  }
  if (figure.empty()) {
    return fail(ErrorCode::kTooShort,
                fmt::format("a season of {} has no observation away from the ends", period));
  }
  std::vector<double> remainder(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) {
    remainder[t] = remove(remove(y[t], trend[t], composition), figure[t % period], composition);
  }
  return ClassicalDecomposition{composition, std::move(figure), std::move(trend),
                                std::move(remainder)};
}

Result<Decomposition> Classical::decompose(std::span<const double> y) const {
  const auto chosen = resolve(composition, y, period);
  if (!chosen) return fail(chosen.error());
  auto found = classical_decomposition(y, period, *chosen);
  if (!found) return fail(std::move(found.error()));
  Decomposition parts{
      .composition = *chosen, .periods = {period}, .trend = std::move(found->trend)};
  std::vector<double> season(y.size());
  for (std::size_t t = 0; t < y.size(); ++t) season[t] = found->figure[t % period];
  parts.seasons.push_back(std::move(season));
  return completed(y, std::move(parts), period / 2);
}
}  // namespace foretell
