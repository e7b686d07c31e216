#pragma once
#include <cstddef>

#include "foretell/base/result.hpp"
#include "foretell/decompose/stl.hpp"

namespace foretell::stl {
/// One loess of equally spaced values.
struct Smoothing {
  std::size_t window;  ///< values, odd, at least 3
  int degree;          ///< 0 or 1
  std::size_t jump;    ///< every so many values are smoothed, those between joined linearly
};

/// The options of Stl with every default worked out for a series of n values.
struct Plan {
  std::size_t period;
  Smoothing season;    ///< of each cycle-subseries
  Smoothing trend;     ///< of y − S
  Smoothing low_pass;  ///< of the moving average of the smoothed subseries
  std::size_t inner, outer;
  bool periodic;  ///< the season is averaged over the cycles afterwards
};

/// Works out the defaults.
///   Errors  kInvalidOption: a degree that is not 0 or 1, a jump of 0, inner of 0
[[nodiscard]] Result<Plan> plan(const Stl& options, std::size_t n);
}  // namespace foretell::stl
