#pragma once
#include <cstddef>
#include <vector>

#include "foretell/models/smoothing/ets_form.hpp"

namespace foretell::ets {
/// Problems that are worked on side by side, one per lane of a vector of doubles. Vectors of fewer
/// lanes do the same in several goes.
inline constexpr std::size_t kLanes = 8;

/// The numbers of a form that are searched, in the order in which they are eliminated: first the
/// states without bounds, then those with, then the smoothing parameters.
///   level, [additive trend], seasons 1 … period − 1, [trend factor], alpha, [beta / alpha],
///   [gamma / (1 − alpha)], [phi]
/// The last season is never searched: level and trend take its freedom. With `refined` false none
/// is.
struct LaneColumns {
  LaneColumns(const EtsForm& asked, std::size_t steps, bool refined);

  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
  static constexpr std::size_t kMostBounded = 5;

  EtsForm form;
  std::size_t period;      ///< 1 without season
  std::size_t num_free;    ///< columns without bounds
  std::size_t num_states;  ///< level, trend and seasons
  std::size_t size;        ///< all of them
  std::size_t num_seasons = 0;
  std::size_t trend = kAbsent, season = kAbsent;
  std::size_t alpha, beta = kAbsent, gamma = kAbsent, phi = kAbsent;
  std::vector<std::size_t> place;  ///< of each column in the vector x of the search (see Place)
};
}  // namespace foretell::ets
