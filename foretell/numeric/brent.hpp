#pragma once
#include <cmath>
#include <limits>

namespace foretell::numeric {
/// An interval to search, and how near to its minimum is near enough.
struct Interval {
  double lower, upper;
  double tolerance;  ///< of x, absolute
};

/// A local minimum of f inside an interval, by golden sections and parabolas; the minimum where f
/// has only one. f is called about 10 to 40 times, never at the ends.
///   Source  Brent (1973), Algorithms for Minimization without Derivatives, chapter 5, localmin
template <class Function>
// The method in one piece, as published.
// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity)
[[nodiscard]] double brent_minimum(const Function& f, const Interval& interval) {
  const double golden = (3 - std::sqrt(5.0)) / 2;
  const double rounding = std::sqrt(std::numeric_limits<double>::epsilon());
  double a = interval.lower, b = interval.upper;
  double x = a + golden * (b - a), w = x, v = x;  // best, second best, the one before
  double fx = f(x), fw = fx, fv = fx;
  double step = 0, step_before = 0;
  for (;;) {
    const double middle = (a + b) / 2;
    const double near = rounding * std::abs(x) + interval.tolerance / 3;
    if (std::abs(x - middle) <= 2 * near - (b - a) / 2) return x;
    double p = 0, q = 0, r = 0;
    if (std::abs(step_before) > near) {  // parabola through the three points
      r = (x - w) * (fx - fv);
      q = (x - v) * (fx - fw);
      p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = std::abs(q);
      r = step_before;
      step_before = step;
    }
    if (std::abs(p) < std::abs(q * r / 2) && p > q * (a - x) && p < q * (b - x)) {
      step = p / q;
      const double there = x + step;
      if (there - a < 2 * near || b - there < 2 * near) step = x < middle ? near : -near;
    } else {
      step_before = x < middle ? b - x : a - x;
      step = golden * step_before;
    }
    const double u = x + (std::abs(step) >= near ? step : std::copysign(near, step));
    const double fu = f(u);
    if (fu <= fx) {
      (u < x ? b : a) = x;
      v = w, fv = fw;
      w = x, fw = fx;
      x = u, fx = fu;
    } else {
      (u < x ? a : b) = u;
      if (fu <= fw || w == x) {
        v = w, fv = fw;
        w = u, fw = fu;
      } else if (fu <= fv || v == x || v == w) {
        v = u, fv = fu;
      }
    }
  }
}
}  // namespace foretell::numeric
