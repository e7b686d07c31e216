#pragma once
#include <array>
#include <cstddef>

#include "foretell/base/stop.hpp"
#include "foretell/numeric/simplex_search.hpp"

namespace foretell::numeric {
/// A minimum found by nelder_mead.
template <std::size_t N>
struct Minimum {
  std::array<double, N> point;
  double value;
  std::size_t evaluations;
  bool converged;  ///< false where max_evaluations came first
};

/// Minimises f over N ≤ 10 variables without derivatives, deterministic, on the stack: see
/// SimplexSearch. Bounds are given by f itself: it returns +∞ outside. f(start) should be finite.
template <std::size_t N, class Function>
[[nodiscard]] Minimum<N> nelder_mead(const Function& f, const std::array<double, N>& start,
                                     const NelderMeadLimits& limits = {}) {
  SimplexSearch<N> search(start, limits);
  while (!search.done() && !stop_requested()) search.tell(f(search.point()));
  return {search.best(), search.best_value(), search.evaluations(), search.converged()};
}
}  // namespace foretell::numeric
