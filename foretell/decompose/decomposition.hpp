#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "foretell/base/error.hpp"

namespace foretell {
/// How trend, season and remainder make up a series.
enum class Composition {
  kAdditive,        ///< y = trend + season + remainder
  kMultiplicative,  ///< y = trend · season · remainder
};

/// A series taken apart, whatever the method.
///   Additive        y_t = T_t + Σ_i S_i,t + R_t
///   Multiplicative  y_t = T_t · Π_i S_i,t · R_t
/// The remainder is computed last, from y and the other parts: they give y back to the last bit or
/// one next to it (of the largest part, where parts cancel).
///   Shapes  trend, remainder [n]; seasons [periods][n]; weights [n] or empty
///   Units   trend, additive seasons and remainder those of y; multiplicative ones factors near 1
struct Decomposition {
  Composition composition = Composition::kAdditive;
  std::vector<std::size_t> periods{};          ///< ascending; empty: no season
  std::vector<double> trend{};                 ///< NaN only near the ends of classical ones
  std::vector<std::vector<double>> seasons{};  ///< one per period, also where y is missing
  std::vector<double> remainder{};             ///< NaN where y or the trend is missing
  std::vector<double> weights{};  ///< robustness weights in [0, 1], 0 for an outlier or a missing
                                  ///< value; empty where the method was not robust

  /// y without its seasons: y − Σ S_i or y / Π S_i. Of any y of the same length.
  [[nodiscard]] std::vector<double> seasonally_adjusted(std::span<const double> y) const;
  /// The sum (or product) of all seasons at each time; 0 (or 1) without a season.
  [[nodiscard]] std::vector<double> season() const;
};

/// Writes the remainder that completes the other parts to y.
void complete_remainder(std::span<const double> y, Decomposition& parts);

/// Strength of the trend, and of season i, in [0, 1]: the part of the variance that the remainder
/// does not have.
///   F_T = max(0, 1 − Var(R) / Var(T + R)),  F_S = max(0, 1 − Var(R) / Var(S_i + R))
/// Multiplicative parts are judged by their logarithms. Times without a remainder do not count. 0
/// where nothing varies (a constant series, no remainder at all) or there is no such season.
///   Source  Wang, Smith & Hyndman (2006), Data Mining and Knowledge Discovery 13, 335–364; as in
///           Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 4.3
[[nodiscard]] double trend_strength(const Decomposition& parts);
[[nodiscard]] double season_strength(const Decomposition& parts, std::size_t i);

/// Why y cannot be taken apart with a season of `period`: nothing where it can.
///   Errors  kInvalidOption (period < 2), kTooShort (n < 2 · period), kNotFinite (an infinity),
///           kMissingValues (no observation at all, or none at one place of the season),
///           kNotPositive (multiplicative, a value ≤ 0)
[[nodiscard]] std::optional<Error> check_seasonal(std::span<const double> y, std::size_t period,
                                                  Composition composition);
}  // namespace foretell
