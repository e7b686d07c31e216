#pragma once
#include <optional>
#include <span>
#include <vector>

#include "foretell/decompose/classical.hpp"
#include "foretell/models/forecast.hpp"

namespace foretell {
/// How a model takes a season out before it fits, and puts it back into its forecasts.
enum class SeasonOption {
  kMultiplicative,  ///< divide; additive where values or factors are too close to zero or below
  kAdditive,        ///< subtract
  kNone,            ///< leave the season in
};

/// A fixed seasonal figure that stands between a series and a model without season.
///   Shapes  figure [period], its first entry the season of the first observation; empty: none
struct SeasonalAdjustment {
  Composition composition = Composition::kAdditive;
  std::vector<double> figure;
  std::size_t next = 0;  ///< season of the next observation, in [0, period)

  /// The figure of the classical decomposition. Empty for period < 2, under two periods and where
  /// `option` is kNone. With kMultiplicative the figure is additive if an observation is ≤ 0 or a
  /// factor under 0.01, where dividing would blow up noise.
  [[nodiscard]] static SeasonalAdjustment estimate(std::span<const double> y, std::size_t period,
                                                   SeasonOption option);

  /// y without its season; y [n] begins at the first season, `next` becomes that after its end.
  [[nodiscard]] std::vector<double> removed(std::span<const double> y);
  /// One new observation without its season; moves `next` on.
  [[nodiscard]] double removed(double y);
  /// Puts the season back into the steps from `next` on.
  void put_back(Forecast& forecast) const;
  void put_back(std::span<double> path) const;
  /// Puts the season back into values that begin at the first season.
  void put_back_from_start(std::span<double> values) const;

  /// As numbers: period, composition, next, figure.
  void append_state(std::vector<double>& state) const;
  /// Reads them from the front of `state` and shortens it; nothing if they are broken.
  [[nodiscard]] static std::optional<SeasonalAdjustment> take_state(std::span<const double>& state);
};
}  // namespace foretell
