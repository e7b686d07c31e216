#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace foretell {
/// What an analysis says of a series in numbers: one column each of its table.
enum class Feature : std::size_t {
  kObservations,
  kMissing,
  kLongestGap,
  kMean,
  kSd,
  kMin,
  kMax,
  kTrendStrength,
  kSeasonStrength,
  kSeasonPeriod,
  kSeasonProbability,
  kSecondPeriod,
  kMultiplicative,
  kAcf1,
  kAcfSeason,
  kPacf1,
  kDifferences,
  kSeasonalDifferences,
  kKpss,
  kKpssP,
  kDickeyFuller,
  kDickeyFullerP,
  kPhillipsPerron,
  kPhillipsPerronP,
  kLambda,
  kLjungBox,
  kLjungBoxP,
  kJarqueBera,
  kJarqueBeraP,
  kArchLm,
  kArchLmP,
  kRuns,
  kRunsP,
  kEntropy,
  kStability,
  kLumpiness,
  kCrossingPoints,
  kLongestFlatSpot,
  kDemandInterval,
  kDemandVariation,
  kNyquistShare,
  kOutliers,
  kLevelShifts,
  kChangePoints,
};
inline constexpr std::size_t kNumFeatures = static_cast<std::size_t>(Feature::kChangePoints) + 1;

/// One number per feature; NaN where it could not be computed.
class Features {
 public:
  Features();
  [[nodiscard]] double operator[](Feature feature) const {
    return values_[static_cast<std::size_t>(feature)];
  }
  double& operator[](Feature feature) { return values_[static_cast<std::size_t>(feature)]; }

 private:
  std::array<double, kNumFeatures> values_;
};

/// Its name as a column: "kpss_p".
[[nodiscard]] std::string_view name_of(Feature feature);
/// What it is, in words: "KPSS test of a stationary level: p-value".
[[nodiscard]] std::string_view describe(Feature feature);
}  // namespace foretell
