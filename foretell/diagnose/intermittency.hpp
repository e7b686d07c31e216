#pragma once
#include <span>
#include <string_view>

#include "foretell/base/result.hpp"

namespace foretell {
/// How demand comes: by the mean interval between non-zero values (ADI) and the squared coefficient
/// of variation of the non-zero ones (CV²).
enum class DemandClass {
  kSmooth,        ///< ADI < 1.32, CV² < 0.49
  kErratic,       ///< ADI < 1.32, CV² ≥ 0.49
  kIntermittent,  ///< ADI ≥ 1.32, CV² < 0.49
  kLumpy,         ///< ADI ≥ 1.32, CV² ≥ 0.49
};

/// "smooth", "erratic", "intermittent", "lumpy".
[[nodiscard]] std::string_view name_of(DemandClass demand);

struct Intermittency {
  DemandClass demand;
  double interval;           ///< ADI: observations per non-zero one
  double squared_variation;  ///< CV² of the non-zero values, n in the variance
  double share_of_zeros;
};

/// Missing values are left out.
///   Errors  kTooShort (no non-zero value), kNotFinite (infinite, beyond 1e150, or a mean of zero)
///   Source  Syntetos, Boylan & Croston (2005), J. Operational Research Society 56, 495–503
[[nodiscard]] Result<Intermittency> intermittency(std::span<const double> y);
}  // namespace foretell
