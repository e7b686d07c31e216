#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Where the values of a gap come from.
enum class FillRule {
  kLinear,    ///< the line between its neighbours
  kSpline,    ///< natural cubic spline through all values
  kMonotone,  ///< cubic that never leaves the range of its neighbours (PCHIP)
  kLast,      ///< the last value before it
  kSeasonal,  ///< MSTL through the gaps: the adjusted series joined linearly, the season put back
  kKalman,    ///< smoothed level and season of a structural model, variances by maximum likelihood
};

/// How gaps are filled. A gap is a run of missing values between two observed ones; missing values
/// before the first and after the last are ends, which nothing encloses.
struct FillOptions {
  FillRule rule = FillRule::kLinear;
  std::size_t max_gap = std::numeric_limits<std::size_t>::max();  ///< longer ones stay missing
  bool ends = false;  ///< fill them as well: the nearest value (kSeasonal: of the adjusted series,
                      ///< season put back), kKalman: the model's forecast and its like backwards
  std::vector<std::size_t> periods{};  ///< kSeasonal, kKalman: seasons as in Mstl
};

/// A series with its gaps filled, and how many values were.
struct Filled {
  std::vector<double> values;
  std::size_t filled = 0;     ///< values that were missing
  std::size_t left_long = 0;  ///< missing values left in gaps longer than max_gap
  std::size_t left_ends = 0;  ///< missing values left at the ends
};

/// Fills the gaps of a series; what was observed stays bit for bit.
///   Seasonal  seasons shorter than two periods are left out; without any season the rule is
///   kLinear Kalman    local linear trend plus the shortest season; seasons longer than 24 and
///   further ones
///             are taken out by MSTL before and put back after
///   Errors    kMissingValues (nothing observed, or nothing at one place of a season), kNotFinite;
///             kTooShort (kKalman: fewer observations than the model has states and variances)
///   Source    Moritz & Bartz-Beielstein (2017), The R Journal 9, 207–218 (the rules, seasonal and
///             structural); see Interpolation, Mstl and StructuralModel for theirs
[[nodiscard]] Result<Filled> fill_gaps(std::span<const double> y, const FillOptions& options);
}  // namespace foretell
