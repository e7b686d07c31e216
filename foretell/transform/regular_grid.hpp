#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/transform/aggregate.hpp"
#include "foretell/transform/resample.hpp"

namespace foretell {
/// How observations at irregular times come onto a grid.
enum class GridRule {
  kNearest,    ///< each moves to the nearest grid time; of several the nearest stays
  kAggregate,  ///< each step takes those within it together (Steps says where it begins and ends)
  kLinear,     ///< each grid time gets the value of the line between the observations around it
};

struct GridOptions {
  GridRule rule = GridRule::kNearest;
  /// kNearest: observations further from the grid are left out; kLinear: no line over a longer
  /// time.
  ///   Units  of the stamps (seconds)
  std::int64_t tolerance = std::numeric_limits<std::int64_t>::max();
  AggregateRule aggregate = AggregateRule::kMean;
};

/// A series on its grid, NaN where nothing was observed, and what happened to the observations.
struct Gridded {
  RegularSeries series;
  std::size_t moved = 0;     ///< kNearest: observations that kept their value but not their time
  std::size_t merged = 0;    ///< observations that share a step (kLinear: a time) with another one
  std::size_t left_out = 0;  ///< beyond the tolerance, or without a value
};

/// Puts observations at irregular times onto the grid of a frequency, from the first that is used
/// to the last. They may come in any order. kLinear takes observations of the same time as their
/// mean.
///   Shapes  stamps, values [n]          Units  stamps as in TimeIndex
///   Errors  kInvalidOption (lengths differ, a negative tolerance), kNotFinite (an infinity),
///           kTooShort (no observation with a value, none used, or no grid time between the first
///           and the last), kFrequency (a grid of over 100 million steps, a stamp beyond ±10¹⁷)
[[nodiscard]] Result<Gridded> to_regular_grid(std::span<const std::int64_t> stamps,
                                              std::span<const double> values,
                                              const Frequency& frequency,
                                              const GridOptions& options);
}  // namespace foretell
