#pragma once
#include <cstddef>

#include "foretell/models/smoothing/ces_recursion.hpp"
#include "foretell/models/smoothing/lanes/lane_columns.hpp"

namespace foretell::ets {
/// One evaluation of complex exponential smoothing on kLanes series of one form, with the slopes by
/// its K parameters p (α₀, α₁, [β₀, [β₁]]): forward and backward to find the initial states,
/// forward again for the errors. The slopes of all states, initial ones too, are carried along.
/// Memory that belongs to the caller; a row is kLanes numbers, aligned to 64 bytes.
struct CesSweep {
  const double* y = nullptr;  ///< [steps] rows; NaN is carried through
  std::size_t num_steps = 0;
  std::size_t period = 1;          ///< of seasonal forms
  const double* length = nullptr;  ///< one row: steps of each series; above num_steps is as many
  const double* parameters = nullptr;  ///< [K] rows
  const double* level = nullptr;       ///< one row: the first guess of l
  const double* season = nullptr;      ///< [period] rows: the first guess of the seasons
  double* scratch = nullptr;           ///< [scratch_rows] rows: seasons and their slopes
  double* initial = nullptr;  ///< [2 + 2 period] rows: l, c, seasons and their potentials before
                              ///< the first observation; those that a form lacks are left alone
  double* sum_squares = nullptr;  ///< one row: Σ e²
  double* gradient = nullptr;     ///< [K] rows: Σ e ∂e/∂p
  double* curvature = nullptr;  ///< [K (K + 1) / 2] rows, lower triangle: Σ ∂e/∂pᵢ ∂e/∂pⱼ

  static constexpr std::size_t scratch_rows(CesSeason season, std::size_t period) {
    return 2 * (1 + ces_num_parameters(season)) * period;
  }
};

/// Runs it. Every lane gets the bits that it would get beside any other lanes.
void run_sweep(CesSeason season, const CesSweep& sweep);
}  // namespace foretell::ets
