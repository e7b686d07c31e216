#pragma once
#include "foretell/models/baseline/fitted_window.hpp"

namespace foretell {
/// The mean of the last few observations of the same season, for ever.
///   Forecast  ŷ_{n+k} = mean of the last w observations of that season
///   Variance  σ² (1 + (⌈k / m⌉ − 1) (2 / (w + 1))²), growing with each cycle: see FittedWindow
///   Errors    kInvalidOption (window), kTooShort (no observation), kNotFinite. With fewer
///             observations than one season it is WindowAverage, and the description says so
struct SeasonalWindowAverage {
  using Fitted = FittedWindow;

  static constexpr std::size_t kMaxWindow = 100;  ///< the memory of a fit grows with it

  std::size_t window = 2;  ///< w ≥ 1, in cycles

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell
