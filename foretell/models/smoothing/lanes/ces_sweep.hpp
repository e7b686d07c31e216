#pragma once
#include <cstddef>

#include "foretell/models/smoothing/ces_recursion.hpp"
#include "foretell/models/smoothing/lanes/lane_columns.hpp"

namespace foretell::ets {
/// One evaluation of complex exponential smoothing on kLanes series of one form: forward and
/// backward to find the initial states, forward again for Σ e². Memory that belongs to the caller;
/// a row is kLanes numbers, aligned to 64 bytes.
struct CesSweep {
  const double* y = nullptr;  ///< [steps] rows; NaN is carried through
  std::size_t num_steps = 0;
  std::size_t period = 1;              ///< of seasonal forms
  const double* length = nullptr;      ///< one row: steps of each series, at most num_steps
  const double* parameters = nullptr;  ///< [4] rows: α₀, α₁, β₀, β₁
  const double* level = nullptr;       ///< one row: the first guess of l
  const double* season = nullptr;      ///< [period] rows: the first guess of the seasons
  double* seasons = nullptr;           ///< [period] rows, scratch
  double* potentials = nullptr;        ///< [period] rows, scratch
  double* sum_squares = nullptr;       ///< one row: Σ e²
};

/// Runs it. Every lane gets the bits that it would get beside any other lanes.
void run_sweep(CesSeason season, const CesSweep& sweep);
}  // namespace foretell::ets
