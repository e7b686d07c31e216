#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/numeric/loess_kernel.hpp"

namespace foretell::numeric {
/// One local regression of equally spaced values.
struct LoessOptions {
  std::size_t window;  ///< values, odd, at least 3; may exceed the length
  int degree;          ///< 0 or 1
  std::size_t jump;    ///< every so many values are fitted, those between joined linearly
};

/// Memory that may be read kPad values beyond its end.
inline constexpr std::size_t kPad = 16;

/// What a loess smooths. All arrays are readable kPad values beyond their ends.
struct LoessInput {
  const double* y;  ///< NaN: missing
  const double* rho =
      nullptr;  ///< weights of the values, 0 where missing; null: all 1, none missing
  const double* rho_y = nullptr;  ///< weight · value, 0 where missing
};

/// Local regression with tricube weights over n equally spaced values, along a series or along the
/// rows of a matrix. Weights of windows away from the ends are the same everywhere and are computed
/// once; fits that share them are computed side by side.
///   h_x = max distance within the window of the `window` values nearest to x, longer by
///         ⌊(window − n) / 2⌋ where the window exceeds the series
///   A line becomes a constant where its spread √(Σ w (x − x̄)² / Σ w) is at most 0.001 (n − 1).
///   Missing  see weighted_loess_lanes: a fit without values gives the value itself, or NaN
///   Source   Cleveland (1979), J. American Statistical Association 74, 829–836; windows, guard and
///            jumps as in Cleveland et al. (1990), J. of Official Statistics 6, 3–73
class Loess {
 public:
  Loess(std::size_t n, const LoessOptions& options);

  /// Smooths a series: y, out [n].
  void smooth(const LoessInput& input, double* out);

  /// Smooths each of `columns` columns of a matrix with rows `stride` apart; and one row beyond
  /// both ends (NaN where the window is thin there). `out` is the row before the first: out [n +
  /// 2].
  void smooth_columns(const LoessInput& input, std::size_t stride, std::size_t columns,
                      double* out);

 private:
  struct Window {
    std::size_t first, count;
  };
  struct Grid;
  [[nodiscard]] Window nearest(std::size_t x) const;
  [[nodiscard]] LoessTaps taps(double x, Window window, bool weighted);
  void fit_one(const Grid& grid, const LoessInput& input, double x, Window window, double* out);
  void fit_inside(const Grid& grid, const LoessInput& input, double* out);
  void fit_raster(const Grid& grid, const LoessInput& input, double* out);
  void join(const Grid& grid, double* out) const;
  [[nodiscard]] LoessGuard guard(std::size_t count) const;

  std::size_t n_;
  LoessOptions options_;
  std::size_t half_;
  bool inside_;  ///< whether any window is centred
  double inside_full_ = 0;
  std::vector<double> inside_raw_;         ///< tricube weights of centred windows
  std::vector<double> inside_normalized_;  ///< the same, adding up to 1
  std::vector<double> row_;                ///< weights of the window at hand
};
}  // namespace foretell::numeric
