#pragma once
#include <span>
#include <string>
#include <string_view>

#include "foretell/base/result.hpp"

namespace foretell {
/// What the spectrum says about the interval between observations.
enum class Sampling {
  kFinerThanNeeded,  ///< hardly anything happens between observations: every second one would do
  kFineEnough,       ///< the spectrum falls off before the highest frequency it can show
  kDoubtful,         ///< as much at the highest frequencies as in noise: fast changes may be folded
  kTooCoarse,        ///< energy piles up at the highest frequencies: a faster cycle is cut off
};

/// "finer than needed", "fine enough", "doubtful", "too coarse".
[[nodiscard]] std::string_view name_of(Sampling sampling);

/// Advice on whether the sampling interval is small enough.
struct SamplingAdvice {
  Sampling sampling;
  double high_share;     ///< of the variance above 0.8 of the Nyquist frequency; 0.2 in white noise
  double upper_half;     ///< of the variance above half the Nyquist frequency; 0.5 in white noise
  std::string sentence;  ///< for people
};

/// From the periodogram of the series without its trend, tapered. No spectrum can show what is
/// faster than two observations; energy near that limit is a sign of it.
///   finer than needed  upper half under 0.1 %;  fine enough  under 10 % above 0.8 f_N;
///   doubtful  10 … 40 %;  too coarse  more
///   Errors  kTooShort (under 16), kMissingValues, kNotFinite
///   Source  Shannon (1949), Proc. IRE 37, 10–21; the bounds are ours
[[nodiscard]] Result<SamplingAdvice> sampling_advice(std::span<const double> y);
}  // namespace foretell
