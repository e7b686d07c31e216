#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// How sure a season is.
enum class Certainty {
  kWeak,     ///< would come by chance in one series of twenty, or explains little
  kLikely,   ///< would come by chance in one series of a hundred, and explains a tenth
  kCertain,  ///< would come by chance in one of a million, and explains a third of the variation
};

/// "weak", "likely", "certain".
[[nodiscard]] std::string_view name_of(Certainty certainty);

/// One season that was found.
struct SeasonFinding {
  std::size_t period;  ///< observations
  double p_value;      ///< of the F test, times a factor for the other periods that were tried
  double statistic;    ///< F
  double strength;     ///< share of the variation around a moving average that its means explain
  Certainty certainty;
};

/// The seasons of one series, shortest first; none is an answer, too.
struct SeasonFindings {
  std::vector<SeasonFinding> seasons;

  /// The periods that are at least so certain, ascending.
  [[nodiscard]] std::vector<std::size_t> periods(Certainty at_least = Certainty::kLikely) const;
};

/// What to look for.
struct SeasonDetection {
  std::span<const std::size_t> usual{};  ///< periods of the frequency, see usual_periods
  bool search = true;                    ///< also try periods that the series itself suggests
  std::size_t max_seasons = 3;
  double alpha = 0.05;  ///< findings with a greater p-value are left out
};

/// Finds the seasons of a series. Candidates are the usual periods and peaks of autocorrelation
/// with their parts. Each is judged by an F test of its seasonal means beside a line and an
/// autoregression, its p-value times a factor for the number of candidates; the most likely one is
/// taken out, the lag of its period is added to the autoregression, and the rest is looked at
/// again. Of periods that divide each other (24 and its harmonics 12 and 8, or 48) one is kept,
/// unless the longer holds five or more of the shorter (24 and 168). Usual periods need two cycles,
/// searched ones 2.4 up to a length of 24 and 3 above. A positive series that more than doubles is
/// judged by its logarithms. Missing values are bridged linearly. A constant series has no season.
/// The factor is a rule, not a theorem: without any season, something is found at alpha 0.05 in 4 %
/// of yearly series of the M4 competition, 8 % of random walks and 11 % of AR(0.7) of length 100,
/// and 3 and 6 % of length 1000; it is called likely in under 1 % of the yearly ones.
///   Errors  kTooShort (under 8 observations), kMissingValues (more than half), kNotFinite,
///           kInvalidOption (alpha outside (0, 1))
///   Source  our own composition of textbook tests
[[nodiscard]] Result<SeasonFindings> detect_seasons(std::span<const double> y,
                                                    const SeasonDetection& options = {});
}  // namespace foretell
