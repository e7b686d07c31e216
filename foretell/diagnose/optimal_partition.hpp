#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace foretell {
/// What each segment costs beside its fit.
struct SegmentPenalty {
  double per_segment;
  bool log_length = false;  ///< plus log of its length (MBIC)
  std::size_t min_length = 1;
};

/// The partition of [0, n) with the least sum of costs and penalties, as the starts of its segments
/// after the first. Exact; starts that can never be the last one again are pruned, so that the time
/// is O(n) where the number of changes grows with n, and at most O(n²).
///   cost(start, end)  of [start, end), such that splitting a segment never raises the sum
///   Source  Killick, Fearnhead & Eckley (2012), J. American Statistical Association 107, 1590–1598
template <class Cost>
[[nodiscard]] std::vector<std::size_t> optimal_partition(std::size_t n, const Cost& cost,
                                                         const SegmentPenalty& penalty) {
  struct Start {
    std::size_t at;
    std::size_t pruned_from;  // ends from here on need not look at it
  };
  const double never = std::numeric_limits<double>::infinity();
  const double slack = penalty.log_length ? std::max(std::log(static_cast<double>(n) / 4), 0.0) : 0;
  std::vector<double> best(n + 1, never);
  std::vector<std::size_t> previous(n + 1);
  std::vector<double> totals;
  std::vector<Start> starts{{0, n + 1}};
  best[0] = 0;
  for (std::size_t end = penalty.min_length; end <= n; ++end) {
    totals.resize(starts.size());
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const std::size_t at = starts[i].at;
      totals[i] = best[at] + cost(at, end);
      if (penalty.log_length) totals[i] += std::log(static_cast<double>(end - at));
      if (totals[i] + penalty.per_segment >= best[end]) continue;
      best[end] = totals[i] + penalty.per_segment;
      previous[end] = at;
    }
    for (std::size_t i = 0; i < starts.size(); ++i) {
      if (totals[i] - slack < best[end]) continue;
      starts[i].pruned_from = std::min(starts[i].pruned_from, end + penalty.min_length);
    }
    std::erase_if(starts, [end](const Start& s) { return s.pruned_from <= end + 1; });
    const std::size_t next = end + 1 - penalty.min_length;  // long enough for the next end
    if (next > 0 && best[next] < never) starts.push_back({next, n + 1});
  }
  std::vector<std::size_t> changes;
  for (std::size_t end = n; end > 0 && previous[end] > 0; end = previous[end]) {
    changes.push_back(previous[end]);
  }
  std::reverse(changes.begin(), changes.end());
  return changes;
}
}  // namespace foretell
