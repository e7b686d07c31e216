#pragma once
#include <cstddef>

#include "foretell/models/smoothing/lanes/lane_columns.hpp"

namespace foretell::ets {
/// One damped Newton step inside a box for kLanes problems at once; memory that belongs to the
/// caller. A row is kLanes numbers, aligned to 64 bytes.
///   minimise gᵀp + ½ pᵀ(H + λ diag H) p  subject to  lower ≤ x + p ≤ upper
/// The same step as numeric::BoxStep: the columns without bounds are eliminated, and the few with
/// bounds are solved on what is left, the one that reaches its bound first placed there.
///   Cost    K³ / 6 multiplications for K columns, for all lanes at once
///   Source  Marquardt (1963), SIAM J. Appl. Math. 11, 431–441; active set as in Bertsekas (1982)
struct LaneStep {
  std::size_t size = 0;       ///< columns K
  std::size_t num_free = 0;   ///< those without bounds, which come first; at most kMostBounded have
  const double* x = nullptr;  ///< [K] rows
  const double* gradient = nullptr;   ///< [K] rows
  const double* curvature = nullptr;  ///< [K (K + 1) / 2] rows, lower triangle
  const double* damping = nullptr;    ///< one row: λ
  const double* lower = nullptr;      ///< [K] numbers, the same for all lanes
  const double* upper = nullptr;      ///< [K] numbers
  double* factor = nullptr;           ///< [K (K + 1) / 2] rows, scratch
  double* step = nullptr;             ///< [K] rows: p
  double* decrease = nullptr;  ///< one row: −gᵀp − ½ pᵀHp, what the quadratic predicts
};

/// Solves it. Every lane gets the bits that it would get beside any other lanes.
void solve_step(const LaneStep& step);

/// to[i] = from[i] in the lanes where `taken` is not zero, [count] rows.
void take_lanes(const double* taken, const double* from, std::size_t count, double* to);
}  // namespace foretell::ets
