#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/decompose/decomposition.hpp"

namespace foretell {
/// What an outlier looks like.
enum class OutlierKind {
  kAdditive,    ///< one or a few values apart; the series goes on as before
  kLevelShift,  ///< agrees with the values on one side: the level changes nearby
};

struct Outlier {
  std::size_t index;   ///< observation, counted from zero
  double value;        ///< as observed
  double replacement;  ///< what its neighbours and its season let expect
  double distance;     ///< of its residual from the nearer quartile, in interquartile ranges
  OutlierKind kind;
};

/// The outliers of one series in order of time, and a copy of the series with the additive ones
/// replaced and gaps filled: level shifts are news, not errors. The series itself is not changed.
struct OutlierFindings {
  std::vector<Outlier> outliers;
  std::vector<double> cleaned;
};

/// Finds observations far from a robust fit: more than three interquartile ranges outside the
/// quartiles of the residuals of a super smoother, run over the series without its seasons where
/// they are strong (0.6). Found ones are taken out, interpolated linearly in the seasonally
/// adjusted series, and the search is repeated.
///   Kind    additive where it is more than four usual steps from the medians of up to seven
///   values
///           before and of as many after; a step is the median of |y_t − y_{t−1}|
///   Errors  kTooShort (under 3 observations), kNotFinite, kInvalidOption (iterations 0)
///   Source  as R's tsoutliers (Hyndman & Khandakar), whose indices it gives on the first pass for
///           complete series of odd length (for even ones R's robust stl takes another median); on
///           later passes R counts what it interpolated as observed, here it stays missing
struct OutlierSearch {
  std::vector<std::size_t> periods{};  ///< those of which the series holds two are used
  std::size_t iterations = 2;

  [[nodiscard]] Result<OutlierFindings> find(std::span<const double> y) const;
};

/// Residuals' indices outside the quartiles by more than three interquartile ranges, ascending. NaN
/// is left out.
[[nodiscard]] std::vector<std::size_t> far_from_quartiles(std::span<const double> residuals);
}  // namespace foretell
