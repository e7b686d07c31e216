#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/panel/frequency.hpp"
#include "foretell/transform/aggregate.hpp"
#include "foretell/transform/fill_gaps.hpp"

namespace foretell {
/// A regular series and the frequency of its steps.
struct RegularSeries {
  std::vector<double> values;
  std::int64_t start = 0;  ///< ordinal of values[0] in `frequency`
  Frequency frequency;
};

/// How several steps become one.
struct CoarsenOptions {
  AggregateRule rule = AggregateRule::kSum;
  bool keep_partial = false;  ///< keep a first or last step that the series covers in part
  bool skip_missing = false;  ///< take what is observed of a step; false: it is missing with any of
                              ///< its values
};

/// A series at a lower frequency, and what was not whole.
struct Coarsened {
  RegularSeries series;
  bool first_partial = false;  ///< the first step is covered in part: dropped, or kept if asked for
  bool last_partial = false;
  std::size_t with_missing = 0;  ///< steps kept with a missing value among theirs
};

/// Resamples to a lower frequency: each step of `to` takes the values stamped within it (Steps says
/// where it begins and ends). Sums over whole steps keep the total.
///   Errors  kFrequency (a number against time, `to` no coarser than the series' frequency),
///           kTooShort (no value, or no whole step and partial ones not kept)
///   Source  the stretches of pandas' resample for the same frequency names
[[nodiscard]] Result<Coarsened> coarsen(const RegularSeries& series, const Frequency& to,
                                        const CoarsenOptions& options);

/// Where the values of new steps come from.
enum class RefineRule {
  kFill,    ///< the value stands at the step of its stamp, those between are filled as gaps
  kRepeat,  ///< every step within has the value: for rates and states
  kSpread,  ///< every step within has an equal part of it, so that the total is kept: for sums
};

struct RefineOptions {
  RefineRule rule = RefineRule::kFill;
  FillOptions fill{};  ///< kFill: max_gap and periods in steps of the new frequency
};

/// Resamples to a higher frequency. kFill spans the first to the last stamp, the others the whole
/// steps of the series. Missing values fill their steps with missing ones (kRepeat, kSpread) or are
/// filled like the rest (kFill).
///   Errors  kFrequency (a number against time, `to` no finer than the series' frequency, or a step
///           that holds none of `to`); kTooShort (no value, or over 100 million steps); those of
///           fill_gaps
[[nodiscard]] Result<RegularSeries> refine(const RegularSeries& series, const Frequency& to,
                                           const RefineOptions& options);
}  // namespace foretell
