#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"

namespace foretell {
/// How often a series crosses its median. Missing values are left out.
///   Errors  kTooShort (no observation), kNotFinite (infinite)
///   Source  Hyndman, Wang & Laptev (2015), ICDM workshops; as R's tsfeatures crossing_points
[[nodiscard]] Result<std::size_t> crossing_points(std::span<const double> y);

/// Length of the longest run within one of ten equal intervals of the range; of a constant series,
/// all of it. Missing values are left out.
///   Errors  kTooShort (no observation), kNotFinite (infinite)
///   Source  as above, flat_spots
[[nodiscard]] Result<std::size_t> longest_flat_spot(std::span<const double> y);
}  // namespace foretell
