#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/diagnose/unit_root_tables.hpp"

namespace foretell {
/// Test that a series is stationary around a level or a trend, against a unit root.
///   η = Σ_t S_t² / (n² s²),  S_t = Σ_{i≤t} e_i,  e the residuals on level or trend, s² their
///   long-run variance with Bartlett weights
///   Errors  kTooShort (under 3 observations), kMissingValues, kNotFinite, kInvalidOption (part
///           none, lags ≥ n)
///   Source  Kwiatkowski, Phillips, Schmidt & Shin (1992), J. Econometrics 54, 159–178, table 1.
///           P-values are interpolated in that table, between 0.01 and 0.10
struct Kpss {
  /// How many lags the long-run variance takes.
  enum class Lags {
    kShort,      ///< ⌊4 (n/100)^¼⌋, as R's tseries and urca
    kLong,       ///< ⌊12 (n/100)^¼⌋
    kRoot,       ///< ⌊3 √n / 13⌋, as num_differences asks for
    kAutomatic,  ///< Hobijn, Franses & Ooms (1998), as statsmodels' default
  };
  struct Answer {
    double statistic;
    double p_value;  ///< 0.01 or 0.10 stand for "at most" and "at least"
    std::size_t lags;
    std::array<CriticalValue, 4> critical;  ///< levels 0.10, 0.05, 0.025, 0.01
  };

  Deterministic part = Deterministic::kConstant;
  Lags rule = Lags::kShort;
  std::optional<std::size_t> lags{};  ///< fixed, instead of the rule

  [[nodiscard]] Result<Answer> test(std::span<const double> y) const;
};
}  // namespace foretell
