#pragma once
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets_form.hpp"

namespace foretell::ets {
/// First guesses of the initial state from the beginning of a series: seasons from the ratios or
/// differences to a centred moving average over the first cycles, then a straight line through what
/// is left.
///   Shapes  y [n], NaN for missing, n ≥ 2 · period for seasonal forms
///   Source  after Hyndman, Koehler, Ord & Snyder (2008), 2.6.1
[[nodiscard]] EtsState start_state(const EtsForm& form, std::span<const double> y,
                                   std::size_t period);

/// A cautious guess for series whose beginning leads multiplicative forms below zero: the mean, no
/// trend, no season.
[[nodiscard]] EtsState flat_state(const EtsForm& form, std::span<const double> y,
                                  std::size_t period);
}  // namespace foretell::ets
