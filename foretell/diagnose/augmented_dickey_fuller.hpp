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
/// Test of a unit root against stationarity: the t statistic of γ in
///   Δy_t = [α + β t] + γ y_{t−1} + Σ_{i=1}^{l} δ_i Δy_{t−i} + ε_t
/// AIC, BIC and the t rule compare numbers of lags over the same observations by one factorization,
/// as statsmodels does; the statistic is then computed from all observations that l lags leave.
///   Errors  kTooShort, kMissingValues, kNotFinite (also a perfect fit), kInvalidOption (lags)
/// Choosing lags makes the statistic reject more often than its tables say, so p-values are by
/// default those of the length and the rule at hand; `law` asks for the tables' own.
///   Source  Said & Dickey (1984), Biometrika 71, 599–607; asymptotic p-values MacKinnon (1994)
struct AugmentedDickeyFuller {
  /// How the number of lags is chosen, if it is not given.
  enum class Lags {
    kAic,         ///< least AIC up to max_lags
    kBic,         ///< least BIC up to max_lags
    kTStatistic,  ///< the largest whose last lag has |t| ≥ 1.645
    kSchwert,     ///< max_lags itself
    kCubeRoot,    ///< ⌊(n − 1)^⅓⌋, as R's tseries
  };
  struct Answer {
    double statistic;
    double p_value;                       ///< of the law asked for
    std::optional<double> table_p_value;  ///< with trend only: Banerjee et al., as R's tseries
    std::size_t lags;
    std::size_t num_observations;           ///< of the regression
    std::array<CriticalValue, 3> critical;  ///< levels 0.01, 0.05, 0.10
  };

  Deterministic part = Deterministic::kConstant;
  Lags rule = Lags::kAic;
  std::optional<std::size_t> lags{};      ///< fixed, instead of the rule
  std::optional<std::size_t> max_lags{};  ///< absent: ⌈12 (n/100)^¼⌉, less for short series
  Law law = Law::kFiniteSample;

  [[nodiscard]] Result<Answer> test(std::span<const double> y) const;
};
}  // namespace foretell
