#pragma once
#include <cstddef>
#include <optional>
#include <span>

#include "foretell/base/result.hpp"

namespace foretell {
/// Test of a seasonal unit root against none, in the regression of w_t = Δ Δ_m y_t
///   w_t = Σ_i λ_i w_{t−i} + β₄ Z₄,t−1 + β₅ Z₅,t−m + ε_t,
///   Z₄ = λ(B) Δ_m y,  Z₅ = λ(B) Δ y,  λ(B) first estimated alone
/// The statistic is that of β₅; a seasonal difference is needed where it exceeds the critical
/// value. AIC compares one to max_lags lags over the same observations and then uses one less than
/// the best, as R's forecast does.
///   Errors  kInvalidOption (period < 2), kTooShort, kMissingValues, kNotFinite (also a singular
///           regression)
///   Source  Osborn, Chui, Smith & Birchenhall (1988), Oxford Bulletin of Economics and Statistics
///           50, 361–377; critical values at 5 % by the response surface of R's forecast 8
struct Ocsb {
  struct Answer {
    double statistic;
    double critical_value;  ///< at 5 %
    std::size_t lags;
    [[nodiscard]] bool needs_difference() const { return statistic > critical_value; }
  };

  std::size_t period = 0;
  std::optional<std::size_t> lags{};  ///< fixed, instead of AIC
  std::size_t max_lags = 3;

  [[nodiscard]] Result<Answer> test(std::span<const double> y) const;
};
}  // namespace foretell
