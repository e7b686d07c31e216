#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"

namespace foretell {
/// Test of randomness by the number of runs above and not above the median.
///   z = (R − μ)/σ,  μ = 1 + 2 n₁ n₂ / n,  σ² = 2 n₁ n₂ (2 n₁ n₂ − n) / (n² (n − 1))
struct RunsTest {
  double statistic;  ///< z; negative where runs are too long
  double p_value;    ///< two-sided, normal
  std::size_t num_runs;
  std::size_t num_above;
  std::size_t num_observations;
};

/// Missing values at the ends are cut.
///   Errors  kTooShort (under 3 observations), kMissingValues, kNotFinite (nothing above the
///   median) Source  Wald & Wolfowitz (1940), Annals of Mathematical Statistics 11, 147–162; as R's
///   tseries
[[nodiscard]] Result<RunsTest> runs_test(std::span<const double> y);
}  // namespace foretell
