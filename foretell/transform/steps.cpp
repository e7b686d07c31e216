#include "foretell/transform/steps.hpp"

#include "foretell/panel/calendar.hpp"

namespace foretell {
Steps::Steps(const Frequency& frequency)
    : index_(frequency),
      ends_at_stamp_(frequency.at_end || frequency.unit == Frequency::Unit::kWeek) {
}

std::int64_t Steps::begin(std::int64_t ordinal) const {
  return ends_at_stamp_ ? index_.stamp(ordinal - 1) + kSecondsPerDay : index_.stamp(ordinal);
}

// Doubles the distance from ordinal 0 until the stamp is enclosed, then halves it.
std::int64_t Steps::containing(std::int64_t stamp) const {
  std::int64_t low = -1, high = 1;
  while (begin(low) > stamp) low *= 2;
  while (begin(high) <= stamp) high *= 2;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (begin(middle) <= stamp ? low : high) = middle;
  }
  return low;
}
}  // namespace foretell
