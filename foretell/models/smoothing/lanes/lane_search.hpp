#pragma once
#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets_region.hpp"
#include "foretell/models/smoothing/ets_search.hpp"
#include "foretell/models/smoothing/lanes/lane_minimizer.hpp"

namespace foretell::ets {
/// A form on series of one period.
struct LaneForm {
  LaneForm(const EtsForm& form, std::size_t period, const WeightOptions& given);

  LaneColumns columns;
  WeightOptions fixed;
  SearchBounds bounds;  ///< [stride] each
  std::size_t stride;   ///< numbers per point: 6 + period, or 6 without season
};

/// The best starts of a form on one series, best first. Their values say what the form is worth
/// before any smoothing parameter has moved.
///   Shapes  values [≤ 3];  points [values · stride], as in `Place`
struct SettledStarts {
  std::vector<double> values, points;

  [[nodiscard]] double best() const {
    return values.empty() ? std::numeric_limits<double>::infinity() : values.front();
  }
};

/// One series of a batch that a form is searched on.
struct LaneMember {
  LaneSeries series;
  const SettledStarts* starts = nullptr;
  std::span<const double> known = {};  ///< [stride] a further point to start from, or empty
  double useful = std::numeric_limits<double>::infinity();  ///< see EtsSearch::run
};

/// Maximum likelihood for one form on many series at once: the optimum that EtsSearch finds for
/// one. The answer for a series depends neither on the others nor on their order, which should be
/// that of their lengths. Keeps its memory between calls: one per thread.
class LaneSearch {
 public:
  /// Settles all starts: one step of the initial state alone, from `states`, says what they are
  /// worth. Where none lies inside the domain, a flat state is tried.
  ///   Shapes  states, answer [series]
  [[nodiscard]] std::vector<SettledStarts> settle(const LaneForm& form,
                                                  std::span<const LaneSeries> series,
                                                  std::span<const EtsState* const> states);

  /// From the best start of each series the search goes on to the end, unless the form stays far
  /// above what is useful; from the others, and what is known, only for as long as they can win.
  ///   Shapes  answer [members]; an empty x and an infinite value where there are no starts
  [[nodiscard]] std::vector<SearchPoint> search(const LaneForm& form,
                                                std::span<const LaneMember> members);

 private:
  void add_starts(const LaneForm& form, std::size_t owner, const LaneSeries& series,
                  const EtsState& state);
  void settle_jobs(const LaneForm& form, std::vector<SettledStarts>& answer);
  void run(const LaneForm& form, std::vector<SearchPoint>& answer);

  LaneMinimizer minimizer_;
  LaneJobs jobs_;
  std::vector<std::size_t> owners_;  ///< the series of each job
  std::vector<double> point_;
};
}  // namespace foretell::ets
