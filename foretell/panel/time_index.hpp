#pragma once
#include <cstdint>
#include <optional>

#include "foretell/panel/frequency.hpp"

namespace foretell {
/// The grid of a frequency: time stamps to consecutive integers (ordinals) and back, right at month
/// ends and leap days.
///   Units  a stamp is seconds since 1970-01-01 00:00 (of UTC for hours and finer in a time zone,
///   else
///          of the local clock), or the number itself where time is an integer
class TimeIndex {
 public:
  explicit TimeIndex(Frequency frequency);

  /// The ordinal of a stamp; nothing where the stamp does not lie on the grid.
  [[nodiscard]] std::optional<std::int64_t> ordinal(std::int64_t stamp) const;
  /// The stamp of an ordinal: ordinal(stamp(k)) = k.
  [[nodiscard]] std::int64_t stamp(std::int64_t ordinal) const;

  [[nodiscard]] const Frequency& frequency() const { return frequency_; }

 private:
  [[nodiscard]] std::optional<std::int64_t> period_of_day(std::int64_t days) const;
  [[nodiscard]] std::optional<std::int64_t> period_of_month(std::int64_t days) const;
  [[nodiscard]] std::int64_t day_of_period(std::int64_t period) const;

  Frequency frequency_;
  std::int64_t unit_seconds_ = 0;  ///< of hour, minute, second; 0 for calendar units
  std::int64_t months_ = 0;        ///< of year, quarter, month; 0 for others
};

/// Whether stamps of this frequency carry a time of day: hours, minutes, seconds.
[[nodiscard]] bool below_a_day(const Frequency& frequency);

/// The frequency shifted so that `stamp` lies on its grid: sets the phase of multiples, and the
/// anchor where it is kAnyAnchor. Nothing where no shift of it can hold the stamp.
[[nodiscard]] std::optional<Frequency> align(const Frequency& frequency, std::int64_t stamp);
}  // namespace foretell
