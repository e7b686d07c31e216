#include "foretell/diagnose/finite_sample.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "foretell/diagnose/finite_sample_table.hpp"
#include "foretell/numeric/distribution.hpp"

namespace foretell {
namespace {
constexpr double kShortest = 20;

// The most lags per observation that were simulated.
double most_lags(NullLaw law) {
  return law <= NullLaw::kPhillipsPerronTrend ? 1.0 / 3 : 1.0 / 4;
}

// Scores of the limit that are undercut with the probabilities kNullLevels, ascending.
std::array<double, kNullLevels.size()> scores_of(NullLaw law, double n, double lags) {
  const double share = lags / n;
  const std::array<double, 6> terms{1 / std::sqrt(n),   1 / n, 1 / (n * n), share, share * share,
                                    std::sqrt(lags) / n};
  std::array<double, kNullLevels.size()> scores{};
  for (std::size_t k = 0; k < scores.size(); ++k) {
    const auto& surface = kNullSurfaces[static_cast<std::size_t>(law)][k];
    scores[k] = numeric::normal_quantile(kNullLevels[k]);
    for (std::size_t j = 0; j < terms.size(); ++j) scores[k] += surface[j] * terms[j];
    constexpr double kLeastGap = 1e-3;
    if (k > 0) scores[k] = std::max(scores[k], scores[k - 1] + kLeastGap);
  }
  return scores;
}
}  // namespace

double finite_sample_p_value(NullLaw law, double asymptotic, std::size_t n, std::size_t lags) {
  if (!(asymptotic > 0 && asymptotic < 1)) return asymptotic;
  const double length = std::max(static_cast<double>(n), kShortest);
  const auto scores =
      scores_of(law, length, std::min(static_cast<double>(lags), most_lags(law) * length));
  const double score = numeric::normal_quantile(asymptotic);
  std::size_t k = 1;  // the interval ends here
  while (k + 1 < scores.size() && score > scores[k]) ++k;
  const double low = numeric::normal_quantile(kNullLevels[k - 1]);
  const double high = numeric::normal_quantile(kNullLevels[k]);
  const double share = (score - scores[k - 1]) / (scores[k] - scores[k - 1]);
  return numeric::normal_cdf(low + (high - low) * share);
}
}  // namespace foretell
