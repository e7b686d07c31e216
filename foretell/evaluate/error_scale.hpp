#pragma once
#include <cstddef>
#include <span>

namespace foretell {
/// What errors are divided by to compare series of different size: the in-sample one-step error of
/// the seasonal naive forecast. Pairs with a missing value are left out; NaN where no pair is left
/// or the series repeats itself exactly (scale 0), so that such a series does not count in scaled
/// metrics.
///   absolute = mean |y_t − y_{t−m}|,  square = mean (y_t − y_{t−m})²
///   Source   Hyndman & Koehler (2006), Int. J. Forecasting 22, 679–688
struct ErrorScale {
  double absolute;
  double square;
};

/// `period` m ≥ 1; a series of at most m observations falls back to m = 1.
[[nodiscard]] ErrorScale error_scale(std::span<const double> training, std::size_t period);
}  // namespace foretell
