#pragma once
#include <array>
#include <limits>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets_form.hpp"
#include "foretell/models/smoothing/ets_objective.hpp"
#include "foretell/models/smoothing/ets_region.hpp"
#include "foretell/numeric/scoring.hpp"

namespace foretell::ets {
/// A point of the search with its value f = −ℓ of the scaled series.
struct SearchPoint {
  std::vector<double> x;  ///< as in `Place`
  double value = 0;
  bool converged = false;
};

/// The reference that LaneSearch is held against: it fits one series, LaneSearch many.
/// Maximum likelihood for one form: a few starts of the smoothing parameters, the initial state
/// first solved for each, then all together by damped Fisher scoring inside the usual region
///   10⁻⁴ ≤ α ≤ 0.9999,  10⁻⁴ ≤ β/α, γ/(1 − α) ≤ 0.9999,  0.8 ≤ φ ≤ 0.98
/// and, with season, inside the admissible one. Keeps its memory between calls: one per thread.
///   Shapes  y [n] scaled to order 1, NaN for missing; period 1 where there is no season
class EtsSearch {
 public:
  /// `known` are points of the same form or of its twin with the other kind of error to start from.
  /// A form that stays far above the value `useful` is given up early, where it stands.
  ///   Errors  none: an infinite value where no start lies inside the domain
  [[nodiscard]] SearchPoint run(const EtsForm& form, std::span<const double> y, std::size_t period,
                                const WeightOptions& fixed = {},
                                std::span<const SearchPoint> known = {},
                                double useful = std::numeric_limits<double>::infinity());

  /// Periods above this keep the initial seasons of the decomposition.
  static constexpr std::size_t kLongestRefined = 24;

 private:
  [[nodiscard]] static SearchPoint first_point(const EtsForm& form,
                                               const std::array<double, 4>& weights,
                                               const EtsState& state);
  [[nodiscard]] std::vector<SearchPoint> scan(const EtsForm& form, std::span<const double> y,
                                              const EtsState& state, const WeightOptions& fixed);
  void polish(SearchPoint& point, std::size_t max_iterations, bool states_only, double tolerance);

  EtsObjective objective_;
  numeric::ScoringMinimizer minimizer_;
  SearchBounds bounds_, held_;
  std::size_t num_columns_ = 0;
};
}  // namespace foretell::ets
