#pragma once
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/finite_sample.hpp"

namespace foretell {
/// Test of normality by skewness and kurtosis. Missing values are left out.
///   n (s²/6 + (k − 3)²/24),  s, k the third and fourth standardised moments; in the limit χ² with
///   2 degrees of freedom, from which it is far below some hundreds of observations
struct JarqueBera {
  double statistic;
  double p_value;  ///< of the law asked for
  double skewness;
  double kurtosis;
};

///   Errors  kTooShort (under 4 observations), kNotFinite
///   Source  Jarque & Bera (1980), Economics Letters 6, 255–259; as R's tseries
[[nodiscard]] Result<JarqueBera> jarque_bera(std::span<const double> y,
                                             Law law = Law::kFiniteSample);
}  // namespace foretell
