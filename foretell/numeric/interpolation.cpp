#include "foretell/numeric/interpolation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace foretell::numeric {
namespace {
using Values = std::vector<double>;
using View = std::span<const double>;

double secant(View x, View y, std::size_t i) {
  return (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
}

// Slopes of the natural cubic spline: the tridiagonal system that makes second derivatives meet, by
// elimination downwards and substitution upwards.
Values spline_slopes(View x, View y) {
  const std::size_t n = x.size();
  Values upper(n), slopes(n);
  upper[0] = 0.5;
  slopes[0] = 1.5 * secant(x, y, 0);
  for (std::size_t i = 1; i < n; ++i) {
    const bool end = i + 1 == n;
    const double before = x[i] - x[i - 1], after = end ? 0 : x[i + 1] - x[i];
    const double low = end ? 1 : after;
    const double middle = end ? 2 : 2 * (before + after);
    const double right = end ? 3 * secant(x, y, i - 1)
                             : 3 * (after * secant(x, y, i - 1) + before * secant(x, y, i));
    const double pivot = middle - low * upper[i - 1];
    upper[i] = before / pivot;
    slopes[i] = (right - low * slopes[i - 1]) / pivot;
  }
  for (std::size_t i = n - 1; i-- > 0;) slopes[i] -= upper[i] * slopes[i + 1];
  return slopes;
}

// Slope at an end from the two steps next to it, limited so that the curve stays monotone.
double end_slope(double near, double far, double d_near, double d_far) {
  const double slope = ((2 * near + far) * d_near - near * d_far) / (near + far);
  if (slope * d_near <= 0) return 0;
  if (d_near * d_far <= 0 && std::abs(slope) > 3 * std::abs(d_near)) return 3 * d_near;
  return slope;
}

Values monotone_slopes(View x, View y) {
  const std::size_t n = x.size();
  if (n == 2) return {secant(x, y, 0), secant(x, y, 0)};
  Values slopes(n);
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const double before = x[i] - x[i - 1], after = x[i + 1] - x[i];
    const double d_before = secant(x, y, i - 1), d_after = secant(x, y, i);
    if (d_before * d_after <= 0) continue;  // a turn: flat
    const double w_before = 2 * after + before, w_after = after + 2 * before;
    slopes[i] = (w_before + w_after) / (w_before / d_before + w_after / d_after);
  }
  slopes[0] = end_slope(x[1] - x[0], x[2] - x[1], secant(x, y, 0), secant(x, y, 1));
  slopes[n - 1] =
      end_slope(x[n - 1] - x[n - 2], x[n - 2] - x[n - 3], secant(x, y, n - 2), secant(x, y, n - 3));
  return slopes;
}

// The cubic between two points with given slopes, at a share of the way.
double hermite(double step, double y0, double y1, double slope0, double slope1, double share) {
  const double rest = 1 - share;
  return y0 + (y1 - y0) * share * share * (3 - 2 * share) +
         step * share * rest * (slope0 * rest - slope1 * share);
}
}  // namespace

std::vector<double> interpolate(View x, View y, Interpolation kind, View at) {
  Values result(at.size(), std::numeric_limits<double>::quiet_NaN());
  Values slopes;
  if (x.size() > 1 && kind == Interpolation::kSpline) slopes = spline_slopes(x, y);
  if (x.size() > 1 && kind == Interpolation::kMonotone) slopes = monotone_slopes(x, y);
  std::size_t i = 0;  // the last point at or before `at`
  for (std::size_t j = 0; j < at.size(); ++j) {
    if (x.empty() || at[j] < x.front() || at[j] > x.back()) continue;
    while (i + 1 < x.size() && x[i + 1] <= at[j]) ++i;
    if (at[j] == x[i]) {
      result[j] = y[i];
      continue;
    }
    const double step = x[i + 1] - x[i], share = (at[j] - x[i]) / step;
    result[j] = slopes.empty() ? std::lerp(y[i], y[i + 1], share)
                               : hermite(step, y[i], y[i + 1], slopes[i], slopes[i + 1], share);
    if (kind != Interpolation::kMonotone) continue;
    result[j] = std::clamp(result[j], std::min(y[i], y[i + 1]), std::max(y[i], y[i + 1]));
  }
  return result;
}
}  // namespace foretell::numeric
