#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/diagnose/finite_sample.hpp"
#include "foretell/diagnose/unit_root_tables.hpp"

namespace foretell {
/// Test of a unit root that corrects the Dickey-Fuller statistics for correlated errors instead of
/// adding lags.
///   y_t = [α + β t] + ρ y_{t−1} + u_t,  s² = Σ u²/n,  λ² the long-run variance of u,  M the sum
///   of squares of y_{t−1} around the deterministic part, c = n²/(n² − 1) with trend, else 1
///   Z_τ = (s/λ) t_ρ − ½ (λ² − s²) n √c / (λ √M)
///   Z_ρ = n (ρ − 1) − ½ (λ² − s²) n² c / M
///   Errors  kTooShort, kMissingValues, kNotFinite (also a perfect fit), kInvalidOption (part none,
///           lags ≥ n)
///   Source  Phillips & Perron (1988), Biometrika 75, 335–346; asymptotic p-values MacKinnon
///           (1994) for Z_τ, Banerjee et al. (1993) for both with trend
struct PhillipsPerron {
  struct Answer {
    double tau;                               ///< Z_τ
    double rho;                               ///< Z_ρ, also called Z(α)
    double p_value;                           ///< of Z_τ, of the law asked for
    std::optional<double> tau_table_p_value;  ///< with trend only, as R's tseries
    std::optional<double> rho_table_p_value;  ///< with trend only, as R's tseries
    std::size_t lags;
    std::size_t num_observations;           ///< of the regression
    std::array<CriticalValue, 3> critical;  ///< of Z_τ, levels 0.01, 0.05, 0.10
  };

  Deterministic part = Deterministic::kConstant;
  bool long_lags = false;             ///< ⌊12 (n/100)^¼⌋ instead of ⌊4 (n/100)^¼⌋
  std::optional<std::size_t> lags{};  ///< fixed, instead of the rule
  bool current_moments = false;       ///< M from y_t instead of y_{t−1}, as R's urca
  Law law = Law::kFiniteSample;

  [[nodiscard]] Result<Answer> test(std::span<const double> y) const;
};
}  // namespace foretell
