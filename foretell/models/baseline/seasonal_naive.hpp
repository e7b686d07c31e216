#pragma once
#include "foretell/models/baseline/fitted_window.hpp"

namespace foretell {
/// The last observation of the same season, for ever: holds only its last cycle.
///   Forecast  ŷ_{n+k} = y_{n + k − m ⌈k / m⌉},  m the shortest period of the series
///   Variance  ⌈k / m⌉ σ²,  σ² the mean square of the seasonal differences y_t − y_{t−m}
///   Errors    kTooShort (no observation), kNotFinite. Without a season, or with fewer observations
///             than one, it is the naive forecast, and the description says so. Missing values
///             take the last value known of their season
///   Source    Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd ed., 5.2
struct SeasonalNaive {
  using Fitted = FittedWindow;

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell
