#pragma once
#include <cstddef>
#include <optional>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/decompose/decomposition.hpp"

namespace foretell {
/// Seasonal-trend decomposition by loess: y = T + S + R, additive. An inner loop smooths each place
/// of the season over the cycles, takes the slow part out of the result, and smooths y − S to the
/// trend; robust: an outer loop weighs observations down by their remainder (bisquare of 6 medians
/// of |R|).
///   Missing values  weigh nothing in every smoothing; trend and season go on through them. Where
///                   observations carry less than a quarter of a window's weight, its smooth is
///                   bridged linearly, beyond the first and last carried outward. Missing ends are
///                   thus extrapolated: locally linear near observations, level further out.
///   Errors  those of check_seasonal; kInvalidOption (degree not 0 or 1, a jump or inner of 0);
///           kNotFinite (values so large that their sums leave the range of numbers)
///   Source  Cleveland, Cleveland, McRae & Terpenning (1990), Journal of Official Statistics 6,
///   3–73;
///           the same numbers as statsmodels' STL, and as R's stl save that the latter, when
///           robust, takes other values than the middle two of an even number of remainders for
///           their median. As in both, a local line becomes a local constant where the window's
///           spread √(Σ w (x − x̄)²) is at most a thousandth of the length smoothed.
struct Stl {
  static constexpr std::size_t kPeriodic = 0;  ///< season_window: the season repeats exactly

  std::size_t period = 0;
  std::size_t season_window = 11;  ///< cycles; as all windows at least 3, an even one grows by 1
  std::optional<std::size_t> trend_window{};  ///< steps; ⌈1.5 period / (1 − 1.5 / season_window)⌉
  std::optional<std::size_t> low_pass_window{};  ///< steps; the period
  int season_degree = 0;                         ///< of the local polynomial, 0 or 1
  int trend_degree = 1;                          ///< 0 or 1
  std::optional<int> low_pass_degree{};          ///< that of the trend
  std::optional<std::size_t> season_jump{};      ///< smooth every so many cycles and join linearly;
                                                 ///< a tenth of the window, as the next two
  std::optional<std::size_t> trend_jump{};       ///< steps
  std::optional<std::size_t> low_pass_jump{};    ///< steps
  bool robust = false;
  std::optional<std::size_t> inner{};  ///< loops; 2, robust 1
  std::optional<std::size_t> outer{};  ///< loops; 0, robust 15

  [[nodiscard]] Result<Decomposition> decompose(std::span<const double> y) const;
};
}  // namespace foretell
