#pragma once
#include <cstddef>

namespace foretell::numeric {
/// Weights of one window: those of the values at positions x + first, x + first + 1, … of a fit at
/// x.
struct LoessTaps {
  const double* weights;  ///< [count], readable and zero up to the next multiple of 8
  std::size_t count;
  double first;  ///< position of the first value from x
  double full;   ///< sum of the weights
};

/// Where the fits of one window lie: `rows` times `lanes` fits whose windows start at
/// data[row · row_step + lane] and go on in steps of `stride`; their results lie alike.
struct LoessGrid {
  std::size_t stride;
  std::size_t lanes;
  std::size_t rows;
  std::size_t row_step;
};

/// Values with weights of their own; pointers to the first value of the first window.
struct LoessValues {
  const double* rho;    ///< weights; 0 where a value is missing
  const double* rho_y;  ///< weight · value, 0 where it is missing
  const double* at;     ///< value at the first fit, or next to it (NaN: missing)
  bool beyond = false;  ///< whether fits lie beyond the values
};

/// What makes a local line of a fit.
struct LoessGuard {
  bool line;            ///< whether any window may have one
  double least_spread;  ///< Σ w (x − x̄)² / Σ w above which it has one
};

/// Tricube weights of `count` values around x, the first at x + first:
///   w = (1 − (|r| / h)³)³, 1 for |r| ≤ 0.001 h, 0 for |r| > 0.999 h
void tricube(double first, std::size_t count, double h, double* weights);

/// Σ_q w_q y_q for every fit of the grid. Lanes are computed together: reads up to 7 values beyond
/// the last of a row.
void loess_lanes(const LoessTaps& taps, const LoessGrid& grid, const double* y, double* out);
/// The same for stride 1 and one lane: values of a window are computed together.
void loess_rows(const LoessTaps& taps, const LoessGrid& grid, const double* y, double* out);

/// Local constant or line with weights w ρ. Where their sum is not above 0 (a quarter of `full`
/// where the value at the fit is missing): that value; NaN where it is missing and beyond the
/// values.
void weighted_loess_lanes(const LoessTaps& taps, const LoessGrid& grid, const LoessValues& values,
                          const LoessGuard& guard, double* out);
void weighted_loess_rows(const LoessTaps& taps, const LoessGrid& grid, const LoessValues& values,
                         const LoessGuard& guard, double* out);
}  // namespace foretell::numeric
