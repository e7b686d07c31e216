#pragma once
#include <cstddef>

#include "foretell/base/result.hpp"
#include "foretell/decompose/stl.hpp"
#include "foretell/numeric/loess.hpp"

namespace foretell::stl {
/// The options of Stl with every default worked out for a series of n values.
struct Plan {
  std::size_t period;
  numeric::LoessOptions season;    ///< of each cycle-subseries
  numeric::LoessOptions trend;     ///< of y − S
  numeric::LoessOptions low_pass;  ///< of the moving average of the smoothed subseries
  std::size_t inner, outer;
  bool periodic;  ///< the season is averaged over the cycles afterwards
};

/// Works out the defaults.
///   Errors  kInvalidOption: a degree that is not 0 or 1, a jump of 0, inner of 0
[[nodiscard]] Result<Plan> plan(const Stl& options, std::size_t n);
}  // namespace foretell::stl
