#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"

namespace foretell {
/// The parameter λ of the Box-Cox transform that makes the variation of a series even.
struct BoxCoxLambda {
  enum class Method {
    kGuerrero,       ///< least coefficient of variation of s_i / m_i^(1−λ) over whole periods i,
                     ///< m_i their means and s_i their standard deviations
    kLogLikelihood,  ///< greatest profile likelihood −n/2 log Σ e² of a line and seasonal means, on
                     ///< a grid of 0.05
  };

  std::size_t period = 1;  ///< 1: no season; Guerrero's groups then hold two observations
  Method method = Method::kGuerrero;
  double lower = -1;
  double upper = 2;

  /// Missing values are left out.
  ///   Errors  kTooShort (n ≤ 2 max(period, 2), or fewer observed), kNotPositive (a value ≤ 0),
  ///           kNotFinite (infinite or constant), kInvalidOption (period 0, lower ≥ upper)
  ///   Source  Guerrero (1993), J. Forecasting 12, 37–48; Box & Cox (1964), J. Royal Statistical
  ///           Society B 26, 211–252. As R's BoxCox.lambda, its tolerance of 1.2e-4 included
  [[nodiscard]] Result<double> estimate(std::span<const double> y) const;
};
}  // namespace foretell
