#include "foretell/models/smoothing/lanes/ets_batch.hpp"

#include "foretell/models/smoothing/ets_start.hpp"

namespace foretell::ets {
const EtsState& BatchSeries::start(const EtsForm& form, std::size_t period) {
  const std::size_t trend = form.has_trend() ? (form.has_growth_factor() ? 2 : 1) : 0;
  const std::size_t positive = form.has_trend() && form.needs_positive() ? 1 : 0;
  auto& state = starts_[(static_cast<std::size_t>(form.season) * 3 + trend) * 2 + positive];
  if (!state) state = start_state(form, data_.values, period);
  return *state;
}

LaneSearch& local_lanes() {
  thread_local LaneSearch search;
  return search;
}

}  // namespace foretell::ets
