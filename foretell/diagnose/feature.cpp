#include "foretell/diagnose/feature.hpp"

#include <limits>

namespace foretell {
namespace {
struct Entry {
  std::string_view name;
  std::string_view words;
};

// In the order of Feature.
constexpr std::array<Entry, kNumFeatures> kEntries{{
    {"observations", "values that are not missing"},
    {"missing", "missing values from the first to the last observation"},
    {"longest_gap", "missing values in a row, at most"},
    {"mean", "mean"},
    {"sd", "standard deviation"},
    {"min", "smallest value"},
    {"max", "largest value"},
    {"trend_strength", "strength of the trend, 0 to 1"},
    {"season_strength", "strength of the most certain season, 0 to 1"},
    {"season_period", "length of the most certain season in observations"},
    {"season_p", "probability that such a season comes by chance"},
    {"second_period", "length of the second season"},
    {"multiplicative", "1 where the season grows with the level"},
    {"acf_1", "autocorrelation at lag 1"},
    {"acf_season", "autocorrelation at the lag of the season"},
    {"pacf_1", "partial autocorrelation at lag 1"},
    {"differences", "first differences until stationary, by KPSS"},
    {"seasonal_differences", "seasonal differences until stationary, by strength"},
    {"kpss", "KPSS test of a stationary level"},
    {"kpss_p", "its p-value (0.01 and 0.10 are bounds)"},
    {"adf", "augmented Dickey-Fuller test of a unit root"},
    {"adf_p", "its p-value"},
    {"pp", "Phillips-Perron test of a unit root"},
    {"pp_p", "its p-value"},
    {"lambda", "Box-Cox parameter by Guerrero's method; 0 is the logarithm, 1 nothing"},
    {"ljung_box", "Ljung-Box test that the remainder is white"},
    {"ljung_box_p", "its p-value"},
    {"jarque_bera", "Jarque-Bera test that the remainder is normal"},
    {"jarque_bera_p", "its p-value"},
    {"arch_lm", "Engle's test that the variance of the remainder does not change"},
    {"arch_lm_p", "its p-value"},
    {"runs", "runs test that the remainder is random"},
    {"runs_p", "its p-value"},
    {"entropy", "spectral entropy, 0 (a pure tone) to 1 (white noise)"},
    {"stability", "variance of the means of windows, of the scaled series"},
    {"lumpiness", "variance of the variances of windows, of the scaled series"},
    {"crossing_points", "times that the series crosses its median"},
    {"longest_flat_spot", "longest stay within a tenth of the range"},
    {"demand_interval", "steps per value that is not zero"},
    {"demand_cv2", "squared coefficient of variation of the values that are not zero"},
    {"nyquist_share", "share of the variation near the highest frequency"},
    {"outliers", "single values far from what the series lets expect"},
    {"level_shifts", "outliers that begin a new level"},
    {"change_points", "changes of level or trend"},
}};
}  // namespace

Features::Features() {
  values_.fill(std::numeric_limits<double>::quiet_NaN());
}

std::string_view name_of(Feature feature) {
  return kEntries[static_cast<std::size_t>(feature)].name;
}

std::string_view describe(Feature feature) {
  return kEntries[static_cast<std::size_t>(feature)].words;
}
}  // namespace foretell
