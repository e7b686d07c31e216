#include "foretell/ingest/clock.hpp"

#include <algorithm>
#include <vector>

#include "foretell/panel/calendar.hpp"

namespace foretell {
std::optional<std::size_t> Clock::turn_series(std::span<std::int64_t> stamps) const {
  if (turn == Turn::kKeep) return std::nullopt;
  std::vector<std::int64_t> seen;  // first instants of hours that are shown twice
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    if (turn == Turn::kInstantToLocal) {
      stamps[i] += zone.offset(stamps[i]);
      continue;
    }
    const TimeZone::Instants instants = zone.instants(stamps[i]);
    if (instants.count == 0) return i;
    const bool again =
        instants.count == 2 && std::find(seen.begin(), seen.end(), instants.first) != seen.end();
    if (instants.count == 2 && !again) seen.push_back(instants.first);
    stamps[i] = again ? instants.second : instants.first;
  }
  return std::nullopt;
}

bool all_whole_days(std::span<const std::int64_t> stamps, const TimeZone* zone) {
  return std::all_of(stamps.begin(), stamps.end(), [&](std::int64_t stamp) {
    return floor_mod(zone == nullptr ? stamp : stamp + zone->offset(stamp), kSecondsPerDay) == 0;
  });
}
}  // namespace foretell
