#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"

namespace foretell {
/// How level and spread change along a series, which is first standardised (mean 0, variance 1).
struct TiledVariation {
  double stability;  ///< variance of the means of tiles that do not overlap
  double lumpiness;  ///< variance of their variances
};

/// Whole tiles of `width` values from the start on: the period, or 10 without a season. Missing
/// values are left out, and tiles with fewer than two values.
///   Errors  kTooShort (under two tiles), kNotFinite (infinite or constant), kInvalidOption (width
///           < 2)
///   Source  Hyndman, Wang & Laptev (2015), ICDM workshops; as R's tsfeatures
[[nodiscard]] Result<TiledVariation> tiled_variation(std::span<const double> y, std::size_t width);
}  // namespace foretell
