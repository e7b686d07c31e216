#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// A stretch of a series between two changes.
struct Segment {
  std::size_t start, end;  ///< observations [start, end)
  double level;            ///< mean; of a trend, its value at `start`
  double slope;            ///< per step; 0 but for trends
  double variance;         ///< around level or trend, n in the denominator
};

/// Finds the times at which a series changes, with the least sum of costs and penalties over all
/// partitions.
///   mean         Σ (y − ȳ_s)² / σ²            variance  n_s log v_s, around the mean of all
///   mean+variance  n_s log v_s around ȳ_s     trend     Σ (y − a_s − b_s t)² / σ², lines need not
///                                                       join
///   σ  from the median size of first (trend: second) differences, which changes hardly touch
///   Errors  kTooShort (under two segments' minimum), kMissingValues, kNotFinite (infinite),
///           kInvalidOption (min_length below the cost's least, a negative or no manual penalty).
///           A constant series has no change
///   Source  Killick, Fearnhead & Eckley (2012); MBIC Zhang & Siegmund (2007), Biometrics 63,
///           22–32; penalties as R's changepoint. Correlated noise looks like changes of level:
///           raise the penalty, or look at residuals
struct ChangePoints {
  enum class In { kMean, kVariance, kMeanAndVariance, kTrend };
  enum class Penalty {
    kBic,     ///< (p + 1) log n per segment, p its parameters
    kMbic,    ///< (p + 2) log n and log of the length per segment
    kManual,  ///< the number given
  };
  struct Answer {
    std::vector<std::size_t> starts;  ///< first observation after each change, ascending
    std::vector<Segment> segments;    ///< one more
    double penalty;                   ///< per segment
  };

  In in = In::kMean;
  Penalty penalty = Penalty::kMbic;
  double manual = 0;
  std::optional<std::size_t> min_length{};  ///< absent: 1, 2, 2, 3 in the order of In

  [[nodiscard]] Result<Answer> find(std::span<const double> y) const;
};
}  // namespace foretell
