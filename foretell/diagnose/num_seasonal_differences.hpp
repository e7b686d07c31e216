#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/decompose/decomposition.hpp"

namespace foretell {
/// How the number of seasonal differences is decided.
struct SeasonalDifferencingOptions {
  enum class Test {
    kStrength,      ///< difference where the season's strength exceeds 0.64
    kOcsb,          ///< difference while a seasonal unit root is not rejected at 5 %
    kCanovaHansen,  ///< difference while a constant season is rejected
  };
  Test test = Test::kStrength;
  double alpha = 0.05;  ///< of Canova and Hansen's test
  std::size_t max_differences = 1;
};

/// Number of differences at lag `period` that make the season of a series stationary. None where
/// the test cannot be computed: a constant series, one of at most two periods, missing values for
/// OCSB and Canova-Hansen. The same decisions as R's nsdiffs, but that Canova-Hansen p-values are
/// those of n → ∞.
///   Errors  kInvalidOption (period < 2, alpha outside (0, 1)), kNotFinite (infinite values)
///   Source  Wang, Smith & Hyndman (2006), Data Mining and Knowledge Discovery 13, 335–364, for the
///           strength; the threshold is that of R's forecast, chosen on the M3 series
[[nodiscard]] Result<std::size_t> num_seasonal_differences(
    std::span<const double> y, std::size_t period, const SeasonalDifferencingOptions& options = {});

/// Whether the season of a decomposition that is known already asks for a seasonal difference: its
/// strength exceeds 0.64. The season is the last one, the longest, where there are several.
[[nodiscard]] bool asks_for_seasonal_difference(const Decomposition& parts);
}  // namespace foretell
