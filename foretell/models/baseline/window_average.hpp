#pragma once
#include "foretell/models/baseline/fitted_window.hpp"

namespace foretell {
/// The mean of the last few observations, for ever.
///   Forecast  ŷ_{n+k} = (y_n + … + y_{n−w+1}) / w,  of as many as there are at the start
///   Variance  σ² (1 + (k − 1) (2 / (w + 1))²), growing: see FittedWindow
///   Errors    kInvalidOption (window), kTooShort (no observation), kNotFinite
struct WindowAverage {
  using Fitted = FittedWindow;

  static constexpr std::size_t kMaxWindow = 100'000;  ///< the memory of a fit grows with it

  std::size_t window = 3;  ///< w ≥ 1, in observations that are not missing

  [[nodiscard]] Result<Fitted> fit(const Series& series) const;
};
}  // namespace foretell
