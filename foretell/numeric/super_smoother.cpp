#include "foretell/numeric/super_smoother.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace foretell::numeric {
namespace {
constexpr std::array<double, 3> kSpans{0.05, 0.2, 0.5};  // tweeter, midrange and woofer
using Values = std::vector<double>;

// Sums of a window, moved one observation at a time.
struct RunningLine {
  double count = 0, mean_x = 0, mean_y = 0, var = 0, covar = 0;

  void add(double x, double y) {
    const double before = count++;
    mean_x = (before * mean_x + x) / count;
    mean_y = (before * mean_y + y) / count;
    const double weight = before > 0 ? count * (x - mean_x) / before : 0;
    var += weight * (x - mean_x);
    covar += weight * (y - mean_y);
  }
  void remove(double x, double y) {
    const double before = count--;
    const double weight = count > 0 ? before * (x - mean_x) / count : 0;
    var -= weight * (x - mean_x);
    covar -= weight * (y - mean_y);
    if (count > 0) {
      mean_x = (before * mean_x - x) / count;
      mean_y = (before * mean_y - y) / count;
    }
  }
};

// Running lines over a share `span` of the values. `left_out`, if wanted, gets the distance of each
// value from the line that does not know it.
Values running_lines(const Values& x, const Values& y, double span, double least_var,
                     Values* left_out = nullptr) {
  const std::size_t n = y.size();
  const auto wanted = std::lround(0.5 * span * static_cast<double>(n));
  const std::size_t half = std::max<std::size_t>(2, static_cast<std::size_t>(wanted));
  RunningLine line;
  for (std::size_t i = 0; i < std::min(n, 2 * half + 1); ++i) line.add(x[i], y[i]);
  Values smooth(n);
  for (std::size_t j = 0; j < n; ++j) {
    if (j > half && j + half < n) {
      line.remove(x[j - half - 1], y[j - half - 1]);
      line.add(x[j + half], y[j + half]);
    }
    const double from_mean = x[j] - line.mean_x;
    const bool sloped = line.var > least_var;
    smooth[j] = line.mean_y + (sloped ? line.covar / line.var * from_mean : 0);
    if (left_out == nullptr) continue;
    const double leverage = 1 / line.count + (sloped ? from_mean * from_mean / line.var : 0);
    double& distance = (*left_out)[j];
    if (leverage < 1) {
      distance = std::abs(y[j] - smooth[j]) / (1 - leverage);
    } else {
      distance = j > 0 ? (*left_out)[j - 1] : 0;
    }
  }
  return smooth;
}

// The smooth of observed values y at increasing x.
Values smooth_observed(const Values& x, const Values& y) {
  const std::size_t n = y.size();
  if (n < 2) return y;
  const std::size_t low = std::max<std::size_t>(n / 4, 1), high = std::max(3 * (n / 4), low + 1);
  const double scale = 1e-3 * (x[high - 1] - x[low - 1]);
  const double least_var = scale * scale;
  std::array<Values, 3> smooths, distances;
  for (std::size_t i = 0; i < 3; ++i) {
    Values left_out(n);
    smooths[i] = running_lines(x, y, kSpans[i], least_var, &left_out);
    distances[i] = running_lines(x, left_out, kSpans[1], least_var);
  }
  Values spans(n);
  for (std::size_t j = 0; j < n; ++j) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < 3; ++i) {
      if (distances[i][j] < distances[best][j]) best = i;
    }
    spans[j] = kSpans[best];
  }
  spans = running_lines(x, spans, kSpans[1], least_var);
  Values mixed(n);
  for (std::size_t j = 0; j < n; ++j) {
    const double span = std::clamp(spans[j], kSpans[0], kSpans[2]) - kSpans[1];
    const std::size_t side = span >= 0 ? 2 : 0;
    const double share = span / (kSpans[side] - kSpans[1]);
    mixed[j] = (1 - share) * smooths[1][j] + share * smooths[side][j];
  }
  return running_lines(x, mixed, kSpans[0], least_var);
}
}  // namespace

std::vector<double> super_smoother(std::span<const double> y) {
  Values x, observed;
  for (std::size_t t = 0; t < y.size(); ++t) {
    if (std::isnan(y[t])) continue;
    x.push_back(static_cast<double>(t));
    observed.push_back(y[t]);
  }
  if (x.empty()) return {y.begin(), y.end()};
  const Values smooth = smooth_observed(x, observed);
  Values result(y.size());
  std::size_t next = 0;  // the first observation at or after t
  for (std::size_t t = 0; t < y.size(); ++t) {
    const auto time = static_cast<double>(t);
    while (next < x.size() && x[next] < time) ++next;
    if (next == 0 || next == x.size()) {
      result[t] = smooth[std::min(next, x.size() - 1)];
    } else {
      const double share = (time - x[next - 1]) / (x[next] - x[next - 1]);
      result[t] = share == 1 ? smooth[next] : std::lerp(smooth[next - 1], smooth[next], share);
    }
  }
  return result;
}
}  // namespace foretell::numeric
