#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "foretell/base/stop.hpp"

namespace foretell::numeric {
/// When nelder_mead stops.
struct NelderMeadLimits {
  std::size_t max_evaluations = 400;
  double tolerance = 1e-7;  ///< spread of the objective over the simplex
  double step = 0.1;        ///< size of the first simplex, in units of each variable
};

/// A minimum found by nelder_mead.
template <std::size_t N>
struct Minimum {
  std::array<double, N> point;
  double value;
  std::size_t evaluations;
  bool converged;  ///< false where max_evaluations came first
};

/// Minimises f over N ≤ 10 variables without derivatives, deterministic, on the stack. Bounds are
/// given by f itself: it returns +∞ outside. f(start) should be finite.
///   Source  Nelder & Mead (1965), Computer Journal 7, 308–313; coefficients 1, 2, 1/2, 1/2
template <std::size_t N, class Function>
// The whole method in one piece, as published.
// NOLINTNEXTLINE(readability-function-size,readability-function-cognitive-complexity)
[[nodiscard]] Minimum<N> nelder_mead(const Function& f, const std::array<double, N>& start,
                                     const NelderMeadLimits& limits = {}) {
  using Point = std::array<double, N>;
  struct Vertex {
    Point x;
    double value;
  };
  std::size_t evaluations = 0;
  const auto at = [&](const Point& x) {
    ++evaluations;
    return Vertex{x, f(x)};
  };
  const auto between = [](const Point& a, const Point& b, double share) {
    Point x;
    for (std::size_t i = 0; i < N; ++i) x[i] = a[i] + share * (b[i] - a[i]);
    return x;
  };
  std::array<Vertex, N + 1> simplex;
  simplex[0] = at(start);
  for (std::size_t i = 0; i < N; ++i) {
    Point x = start;
    x[i] += limits.step;
    simplex[i + 1] = at(x);
    if (std::isinf(simplex[i + 1].value)) {  // outside: the other way
      x[i] -= 2 * limits.step;
      simplex[i + 1] = at(x);
    }
  }
  const auto sort = [&] {
    std::sort(simplex.begin(), simplex.end(),
              [](const Vertex& a, const Vertex& b) { return a.value < b.value; });
  };
  sort();
  bool converged = false;
  while (evaluations < limits.max_evaluations && !converged && !stop_requested()) {
    Point center{};
    for (std::size_t v = 0; v < N; ++v) {
      for (std::size_t i = 0; i < N; ++i) center[i] += simplex[v].x[i] / N;
    }
    Vertex& worst = simplex[N];
    const Vertex reflected = at(between(center, worst.x, -1));
    if (reflected.value < simplex[0].value) {
      const Vertex expanded = at(between(center, worst.x, -2));
      worst = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[N - 1].value) {
      worst = reflected;
    } else {
      const bool outside = reflected.value < worst.value;
      const Vertex contracted = at(between(center, worst.x, outside ? -0.5 : 0.5));
      if (contracted.value < std::min(reflected.value, worst.value)) {
        worst = contracted;
      } else {
        for (std::size_t v = 1; v <= N; ++v) {
          simplex[v] = at(between(simplex[0].x, simplex[v].x, 0.5));
        }
      }
    }
    sort();
    converged = simplex[N].value - simplex[0].value <= limits.tolerance;
  }
  return {simplex[0].x, simplex[0].value, evaluations, converged};
}
}  // namespace foretell::numeric
