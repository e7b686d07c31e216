#pragma once
#include <cstddef>

namespace foretell {
/// Which law of a statistic its p-value is of.
enum class Law {
  kFiniteSample,  ///< at the length at hand: the size is the nominal one, also for short series
  kAsymptotic,    ///< as n → ∞: what R and statsmodels report
};

/// The tests whose law at a finite length is tabulated, by deterministic part and choice of lags.
enum class NullLaw {
  kDickeyFullerNone,  ///< lags given
  kDickeyFullerConstant,
  kDickeyFullerTrend,
  kDickeyFullerNoneAic,  ///< lags chosen: the law includes the choice
  kDickeyFullerConstantAic,
  kDickeyFullerTrendAic,
  kDickeyFullerNoneBic,
  kDickeyFullerConstantBic,
  kDickeyFullerTrendBic,
  kDickeyFullerNoneT,
  kDickeyFullerConstantT,
  kDickeyFullerTrendT,
  kPhillipsPerronConstant,
  kPhillipsPerronTrend,
  kLjungBox,
  kBoxPierce,
  kArchLm,
  kJarqueBera,
};
inline constexpr std::size_t kNumNullLaws = 18;

/// P-value at length n from that of the limit: a response surface, simulated under the null
/// hypothesis with normal errors.
///   z_k = Φ⁻¹(α_k) + β_k1/√n + β_k2/n + β_k3/n² + β_k4 l/n + β_k5 (l/n)² + β_k6 √l/n
/// is the score Φ⁻¹(p) of the limit that is undercut with probability α_k, for levels from 0.001 to
/// 0.95; between and beyond them scores are mapped linearly. At 5 % the surfaces are within
/// 1.1 points of the simulation from 20 observations on, most within 0.6.
///   Units   n observations (below 20: as 20), l lags (of the regression, of the long-run variance;
///           the most, where they are chosen); at most n/3, for whiteness and ARCH n/4
///   Source  in the manner of MacKinnon (1994), J. Business & Economic Statistics 12, 167–176
[[nodiscard]] double finite_sample_p_value(NullLaw law, double asymptotic, std::size_t n,
                                           std::size_t lags = 0);
}  // namespace foretell
