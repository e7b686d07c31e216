#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace foretell {
/// Periods that a series might have, most promising first: peaks of the autocorrelations of x and
/// of its differences, sharpened by the peaks at their multiples, and the parts of a half to a
/// seventh of them.
///   Shapes  x [n] without missing values and without trend; periods 2 … max_period
struct SeasonCandidate {
  std::size_t period;
  std::size_t rank;  ///< of the peak that it comes from, 1 for the highest
};
[[nodiscard]] std::vector<SeasonCandidate> season_candidates(std::span<const double> x,
                                                             std::size_t max_period,
                                                             std::size_t num_peaks);
}  // namespace foretell
