#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/decompose/composition.hpp"
#include "foretell/decompose/decomposition.hpp"
#include "foretell/decompose/stl.hpp"

namespace foretell {
/// Decomposition with any number of seasons: STL for one season after the other, each on the series
/// without the other seasons as last seen; the trend is that of the last season's STL.
/// Multiplicative: the additive decomposition of the logarithm, taken back by exp. A season of
/// which y does not hold two periods is left out (the result's `periods` says which stayed), also a
/// period of 0 or 1. Without any season the trend is the super smoother's.
///   Missing values  are carried through as in Stl
///   Errors  those of Stl; kTooShort (no value at all), kNotPositive (multiplicative, a value ≤ 0),
///           kInvalidOption (iterations 0, a number of windows that is neither 0, 1 nor that of
///           periods)
///   Source  Bandara, Hyndman & Bergmeir (2021), arXiv 2107.13462; the same numbers as mstl of R's
///           forecast for complete series; for none, Friedman's supsmu, as there
struct Mstl {
  std::vector<std::size_t> periods{};  ///< in any order; the result has them ascending
  std::vector<std::size_t>
      season_windows{};        ///< beside `periods`, or one for all; empty: 11 for the
                               ///< shortest season that stays, 15, 19, … for the next
  std::size_t iterations = 2;  ///< rounds over the seasons; one season needs one
  CompositionOption composition = CompositionOption::kAdditive;
  Stl stl{};  ///< all other options; its period and season_window are not used

  [[nodiscard]] Result<Decomposition> decompose(std::span<const double> y) const;
};
}  // namespace foretell
