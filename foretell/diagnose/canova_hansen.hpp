#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Test that the seasonal pattern is constant, against one that wanders: a unit root at a seasonal
/// frequency.
///   L = tr(Ω⁻¹ Σ_t F_t F_tᵀ) / n²,  F_t = Σ_{i≤t} f_i e_i,  f the cosines and sines of the season,
///   e the residuals on seasonal means, Ω the long-run covariance of f_t e_t with Bartlett weights
///   Errors  kInvalidOption (period < 2 or above kLongest), kTooShort (under two periods),
///           kMissingValues, kNotFinite (also a singular Ω)
///   Source  Canova & Hansen (1995), J. Business & Economic Statistics 13, 237–252; statistics as
///           R's uroot with type "trigonometric". P-values, where uroot has response surfaces in n:
///           by simulation at the length at hand, or exact as n → ∞. With the usual many lags the
///           limit is far off: with n = 100 and period 12 it never rejects
struct CanovaHansen {
  static constexpr std::size_t kLongest = 400;

  struct Frequency {
    std::size_t harmonic;  ///< cycles per period
    double statistic;
    double p_value;
  };
  struct Answer {
    double statistic;  ///< all frequencies together
    double p_value;
    std::size_t lags;
    std::vector<Frequency> frequencies;  ///< each alone; those with a singular Ω are left out
  };

  std::size_t period = 0;
  std::optional<std::size_t> lags{};  ///< absent: round(period (n/100)^¼), at most n − 1

  /// Series drawn for the law of n, which all p-values are then of; 0: those of the limit. A panel
  /// of equal lengths is served better by one `law`.
  std::size_t draws = 1999;

  [[nodiscard]] Result<Answer> test(std::span<const double> y) const;

  /// The law of the statistic for a series of n observations: its values for `num_draws` series of
  /// white noise around a fixed season, ascending. Depends on n, period and lags alone, so that one
  /// law serves a panel.
  ///   Errors  those of test
  [[nodiscard]] Result<std::vector<double>> law(std::size_t n, std::size_t num_draws,
                                                std::uint64_t seed = 42) const;
  /// (1 + number of the law's values ≥ statistic) / (num_draws + 1): exact for white noise around a
  /// fixed season.
  ///   Source  Barnard (1963), J. Royal Statistical Society B 25, 294; Dufour (2006), J.
  ///           Econometrics 133, 443–477
  [[nodiscard]] static double p_value(double statistic, std::span<const double> law);
};
}  // namespace foretell
