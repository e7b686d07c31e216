#pragma once
#include <cstdint>

#include "foretell/panel/calendar.hpp"
#include "foretell/panel/time_index.hpp"

namespace foretell::dates {
/// Seconds since 1970 of a day and hour.
inline std::int64_t stamp(std::int64_t year, int month, int day, int hour = 0) {
  return days_from_civil({year, month, day}) * kSecondsPerDay + hour * 3600;
}

inline Frequency frequency(const char* name) {
  return *parse_frequency(name);
}

/// The ordinal of a stamp that lies on the grid of a frequency.
inline std::int64_t ordinal(const char* name, std::int64_t at) {
  return TimeIndex(frequency(name)).ordinal(at).value();
}
}  // namespace foretell::dates
