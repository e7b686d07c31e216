#pragma once
#include <cstddef>

#include "foretell/models/smoothing/ets_objective.hpp"
#include "foretell/models/smoothing/lanes/lane_columns.hpp"

namespace foretell::ets {
/// One pass of the recursion over kLanes problems of one form, each with its own series and point;
/// memory that belongs to the caller. A row is kLanes numbers, aligned to 64 bytes.
///   f = ½ n log(Σ e² + n floor) + Σ log ŷ (multiplicative errors only), as in EtsObjective
///   Cost    per step K slopes and K (K + 1) / 2 products for K columns, for all lanes at once
struct LaneSweep {
  // What is asked.
  const double* y = nullptr;  ///< [steps] rows; NaN where missing and after the end of a series
  std::size_t num_steps = 0;
  const double* length = nullptr;       ///< one row: steps of each series
  const double* num_present = nullptr;  ///< one row: observations of each series
  const double* x = nullptr;            ///< [columns.size] rows: the points
  const double* season = nullptr;       ///< [period] rows: the seasons that are not columns
  std::size_t num_slopes = 0;           ///< only the first so many columns are differentiated
  const WeightOptions* fixed = nullptr;

  // Scratch.
  double* slopes = nullptr;   ///< [(2 + period) · num_slopes] rows
  double* seasons = nullptr;  ///< [period] rows
  double* block =
      nullptr;  ///< [kBlock · (num_slopes + 1)] rows: scaled slopes of ŷ, then the weight of e
  double* plain = nullptr;   ///< [num_slopes] rows: Σ row
  double* region = nullptr;  ///< [period + 2] rows

  // The answer.
  double* value = nullptr;      ///< one row: f, infinite outside the domain and the region
  double* gradient = nullptr;   ///< [num_slopes] rows: ∂f/∂x
  double* curvature = nullptr;  ///< [num_slopes · (num_slopes + 1) / 2] rows, lower triangle

  static constexpr std::size_t kBlock = 16;  ///< steps per update of the products
};

/// Runs it. Every lane gets the bits that it would get beside any other lanes.
void run_sweep(const LaneColumns& columns, const LaneSweep& sweep);
}  // namespace foretell::ets
