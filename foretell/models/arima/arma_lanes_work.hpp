#pragma once
#include <cstddef>
#include <span>

#include "foretell/models/arima/arma_lanes.hpp"

namespace foretell::arima {
/// Steps that are taken in one pass over the memory of the filter.
inline constexpr std::size_t kTurns = 4;

/// Memory and structure of one run; every array has kLanes numbers per row, or twice as
/// many.
struct LanesWork {
  const ArmaStructure* structure;
  std::span<const Column> columns;
  bool conditional;
  std::size_t size;    ///< n
  std::size_t memory;  ///< r − 1
  const double* ar;    ///< [p + 1]
  const double* ma;    ///< [q + 1]
  double* gain;        ///< G [r]
  double* increment;   ///< Y, moving: row t + i is Y_{t,i}  [n + r + 1]
  double* covariance;  ///< scratch of the start [p + q + r + …]
  double* carry;    ///< per column, moving: row t is what past innovations add to w_t  [n + r + 1]
  double* kick;     ///< per column, what its carry gets per gain  [kTurns]
  double* out;      ///< per column [n]
  double* log_det;  ///< [1]
  double* sum_squares;  ///< [1]
  double* normal;       ///< [k + 1, k + 1]
  double* slopes;       ///< [k]
  std::size_t num_gaps;
  bool with_derivative;  ///< rows are twice as long: the lanes, then their derivatives
};
}  // namespace foretell::arima
