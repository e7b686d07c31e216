#include "foretell/ingest/clock.hpp"

#include <algorithm>
#include <vector>

#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
std::int64_t date_in_year(std::int64_t year, const Frequency& years) {
  const int month = years.anchor < 1 ? 1 : years.anchor;
  const int day = years.at_end ? days_in_month(year, month) : 1;
  return days_from_civil({year, month, day}) * kSecondsPerDay;
}
}  // namespace

std::optional<std::size_t> Clock::turn_series(std::span<std::int64_t> stamps) const {
  if (turn == Turn::kKeep) return std::nullopt;
  std::vector<std::int64_t> seen;  // first instants of hours that are shown twice
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    if (turn == Turn::kInstantToLocal) {
      stamps[i] += zone.offset(stamps[i]);
      continue;
    }
    if (turn == Turn::kYearToDate) {
      stamps[i] = date_in_year(stamps[i], years);
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
