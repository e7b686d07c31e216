#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/finite_sample.hpp"

namespace foretell {
/// Test that the variance does not depend on its past: regression of e_t² on its `lags`
/// predecessors.
///   (n − l) R²,  in the limit χ² with l degrees of freedom
struct ArchLm {
  struct Answer {
    double statistic;
    double p_value;  ///< of the law asked for
    std::size_t lags;
    double r_squared;
  };

  std::size_t lags = 12;
  Law law = Law::kFiniteSample;

  /// Missing values at the ends are cut; e should have mean zero.
  ///   Errors  kInvalidOption (lags 0), kTooShort (n < 2 lags + 3), kMissingValues, kNotFinite
  ///   Source  Engle (1982), Econometrica 50, 987–1007; as statsmodels' het_arch
  [[nodiscard]] Result<Answer> test(std::span<const double> e) const;
};
}  // namespace foretell
