#pragma once
#include "foretell/models/any_model.hpp"

namespace foretell {
/// The last windows of a series, kept back to try models on.
struct Holdout {
  std::size_t horizon = 0;  ///< observations per window
  std::size_t windows = 0;  ///< one after the other, the last ending with the series; may be 0

  /// At most `windows` windows of `horizon` (0: the period, at least 6, at most n / 8), as many as
  /// leave two thirds of the series, and four observations, to fit to.
  [[nodiscard]] static Holdout of(const Series& series, std::size_t windows, std::size_t horizon);

  /// Mean absolute error over all windows, each forecast by a fit to all before it; NaN if there is
  /// no window, a fit fails, or nothing was observed.
  [[nodiscard]] double mean_absolute_error(const AnyDefinition& definition,
                                           const Series& series) const;
};
}  // namespace foretell
