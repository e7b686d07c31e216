#pragma once
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets_fitted.hpp"
#include "foretell/models/smoothing/ets_search.hpp"
#include "foretell/panel/series.hpp"

namespace foretell::ets {
/// A series divided by a power of two so that its largest value is of order 1. Scaling by a power
/// of two rounds nothing: fits of y and of 4 y have the same bits but for the scale.
struct ScaledSeries {
  std::vector<double> values;  ///< [n], NaN for missing
  double unit = 1;
  std::size_t num_present = 0;
  double lowest = 0;     ///< of the scaled values that are there
  bool constant = true;  ///< all values that are there are equal
};
[[nodiscard]] ScaledSeries scaled(std::span<const double> y);

/// The search of this thread: its memory is used again by the next series.
[[nodiscard]] EtsSearch& local_search();

/// Number of parameters k of an estimated form: weights not fixed, free initial states, variance.
[[nodiscard]] std::size_t num_parameters(const EtsForm& form, std::size_t period,
                                         const WeightOptions& fixed = {});

/// The fitted model at a point of the search: seasons normalised (sum 0 or mean 1), state and sums
/// in units of y, then run over y.
///   Shapes  point.x [6 + period]; y as given by the caller, not scaled
[[nodiscard]] EtsFitted finish(const EtsForm& form, const SearchPoint& point,
                               const WeightOptions& fixed, const ScaledSeries& series,
                               std::span<const double> y);

/// The point of the search that an earlier model means, scaled to `series`.
[[nodiscard]] SearchPoint point_of(const EtsFitted& model, const ScaledSeries& series);

/// The last level carried on with nothing estimated: for constant and very short series.
[[nodiscard]] EtsFitted carried_level(std::span<const double> y, const ScaledSeries& series,
                                      unsigned notes);
}  // namespace foretell::ets
