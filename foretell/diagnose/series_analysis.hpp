#pragma once
#include <optional>
#include <string>
#include <vector>

#include "foretell/base/error.hpp"
#include "foretell/decompose/decomposition.hpp"
#include "foretell/diagnose/feature.hpp"
#include "foretell/diagnose/intermittency.hpp"
#include "foretell/diagnose/outliers.hpp"
#include "foretell/diagnose/sampling_advice.hpp"
#include "foretell/diagnose/season_detection.hpp"
#include "foretell/diagnose/spectrum.hpp"
#include "foretell/panel/series.hpp"

namespace foretell {
/// What could not be computed of a series, and why.
struct FailedPart {
  std::string part;  ///< "decomposition", "Box-Cox lambda"
  Error reason;
};

/// What a series is made of. A part that could not be computed is empty and stands in `failed`; the
/// others are there all the same.
///   Shapes  acf, pacf [lags], lag 1 first; change_points: first observation of each new regime
struct SeriesAnalysis {
  Features features;
  SeasonFindings seasons;       ///< also weak ones
  Decomposition parts;          ///< by the seasons that are at least likely; empty trend: none
  std::vector<double> bridged;  ///< the series, its gaps bridged linearly: what the tests look at
  std::vector<double> acf;
  std::vector<double> pacf;
  Spectrum spectrum;
  OutlierFindings outliers;
  std::vector<std::size_t> change_points;
  std::optional<Intermittency> demand;
  std::optional<SamplingAdvice> sampling;
  std::vector<FailedPart> failed;
};

/// Takes a series apart: seasons are searched for beside the series' own periods, tests look at the
/// series with gaps bridged, whiteness, normality and change of variance are those of the remainder
/// of the decomposition.
/// Change points are changes of the mean of the seasonally adjusted series, or of its differences
/// where it needs them, with a penalty that grows with the correlation of what is left:
///   (1 + φ)/(1 − φ)² · w · 3 log n,  φ the remainder's autocorrelation at lag 1, at least 0, w how
///   much heavier than normal the tails of its differences are
///   Errors  none: each part fails alone (all missing, constant, too short, infinite, …)
[[nodiscard]] SeriesAnalysis analyze(const Series& series);
}  // namespace foretell
