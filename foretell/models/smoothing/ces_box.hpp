#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ces_recursion.hpp"

namespace foretell::ces {
inline constexpr double kMaxGrowth = 0.03;  // of the level per step, divided by period^kGrowthPower
inline constexpr double kGrowthPower = 0.75;
inline constexpr double kMaxCycleGrowth = 0.1;  // of a level per cycle (kSimple)
inline constexpr double kMaxSeasonalGrowth =
    0.05;  // of the seasonal amplitude per cycle, up or down

/// A number that depends on another, and its derivative.
struct Curve {
  double value, slope;
};

/// The ends of the interval of α₀ in which the filter is stable, given the growth g of the level
/// and with it α₁ = 1 + g² + g α₀. For −0.05 ≤ g ≤ 0.1; above 0.04 the upper end is a little below
/// the true one, which moves infinitely fast at 0.047.
[[nodiscard]] Curve least_alpha(double growth);
[[nodiscard]] Curve greatest_alpha(double growth);

/// A box of search variables whose bounds are constants, and the way from there to parameters that
/// make the filter stable and its growth bounded.
///   x₀  places α₀ between least_alpha(g) and greatest_alpha(g); 0 and 1 are the ends. kPartial and
///       kFull: the upper end is not above 2 − β₀ and 3 − β₀
///   x₁  the growth g of the level per step (kSimple: per cycle), the distance from 1 of the larger
///       eigenvalue of [[1, α₁ − 1], [1, 1 − α₀]]: α₁ = 1 + g² + g α₀
///   x₂  kPartial: β₀, from 0 to nearly 1; kFull: places β₀ between 1.01 and nearly 2, but not
///       above greatest_alpha(x₃)
///   x₃  the growth of the seasonal amplitude per cycle, which gives β₁ as g gives α₁ (kFull)
struct Box {
  static constexpr std::size_t kMost = 4;
  using Numbers = std::array<double, kMost>;

  /// Parameters in the order α₀, α₁, β₀, β₁ and their derivatives.
  struct Point {
    CesParameters parameters;
    double slope[kMost][kMost] = {};  ///< of parameter i by x_j; [size][size] are used
  };

  Box(CesSeason asked, std::size_t period);

  [[nodiscard]] Point at(const Numbers& x) const;
  /// The point of the box that has these parameters, or nearly so where they lie outside.
  [[nodiscard]] Numbers place_of(const CesParameters& p) const;
  /// Where a search begins: α₀ = 1.3 or as given, β₀ = 0.1 (kFull: 1.1), seasons that do not grow.
  [[nodiscard]] Numbers start(double growth, double alpha = 1.3) const;
  /// The point at these shares of the sides.
  [[nodiscard]] Numbers at_shares(const Numbers& shares) const;
  /// Where searches begin: in the middle; where the filter overreacts, α₀ near its upper end, of
  /// kPartial and kFull with seasons that learn as fast; where it hardly learns, α₀ near 1; and of
  /// kNone and kPartial once more at the upper end, with little growth or slow seasons. In the
  /// middle of kFull the seasons hardly learn. A minimum that one start misses is mostly found from
  /// another: places and number are chosen on M4, so that fewer than 0.5 % are missed of those that
  /// Nelder & Mead find.
  [[nodiscard]] std::vector<Numbers> starts() const;

  CesSeason season;
  std::size_t size;  ///< variables of the form
  Numbers lower{}, upper{};
};
}  // namespace foretell::ces
