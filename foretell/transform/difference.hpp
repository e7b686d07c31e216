#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Differences of a series, taken `times` times at a lag: d = (1 − B^lag)^times y. A difference
/// with a missing value is missing.
///   Shapes  y [n], result [n − lag · times], its first entry belonging to y[lag · times]
///   Errors  kInvalidOption (lag 0), kTooShort (n ≤ lag · times)
[[nodiscard]] Result<std::vector<double>> difference(std::span<const double> y, std::size_t lag = 1,
                                                     std::size_t times = 1);

/// The series whose differences are d, going on from the values before it: the inverse of
/// `difference`, and the way from forecast differences to forecasts.
///   Shapes  d, result [n]; before [lag · times], the values right before the result, oldest first
///   Errors  kInvalidOption (lag 0, or `before` has another length)
[[nodiscard]] Result<std::vector<double>> integrate(std::span<const double> d,
                                                    std::span<const double> before,
                                                    std::size_t lag = 1, std::size_t times = 1);
}  // namespace foretell
