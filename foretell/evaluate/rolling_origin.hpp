#pragma once
#include <cstddef>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// How a series is cut for evaluation on a rolling forecast origin.
///   Units   steps of the series
///   Source  Tashman (2000), Int. J. Forecasting 16, 437–450
struct RollingOrigin {
  std::size_t horizon = 1;   ///< ≥ 1
  std::size_t windows = 1;   ///< origins, ≥ 1
  std::size_t step = 0;      ///< between origins; 0: the horizon (windows side by side)
  std::size_t training = 0;  ///< length of a rolling training window; 0: expanding, all there is
};

/// One cut: train on [begin, end), judge on [end, end + horizon).
struct Window {
  std::size_t begin;
  std::size_t end;
};

/// The windows of a series of `length` observations, oldest first; the last one ends at the last
/// observation. Windows that would leave fewer than `min_training` observations are left out.
///   Errors  kInvalidOption (horizon or windows 0), kTooShort (not even one window fits)
[[nodiscard]] Result<std::vector<Window>> windows(const RollingOrigin& plan, std::size_t length,
                                                  std::size_t min_training = 1);
}  // namespace foretell
