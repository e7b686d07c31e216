#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"

namespace foretell {
/// Anchor of a frequency given by a word that leaves it open ("monthly", "W"): the stamps decide.
inline constexpr int kAnyAnchor = -1;

/// The step between two observations. A value type; equal frequencies compare equal.
/// Time stamps of a series are ordinals of its frequency: consecutive integers, one per step.
struct Frequency {
  enum class Unit {
    kInteger,  ///< ds is a plain number
    kYear,     ///< anchored at month `anchor` (1 = January)
    kQuarter,  ///< anchored so that a quarter begins in month `anchor` (1, 2, 3)
    kMonth,    ///< stamped on day `anchor` (2 … 28), 0 for the first day (or the last, at_end)
    kWeek,     ///< anchored at weekday `anchor` (0 = Sunday … 6 = Saturday)
    kDay,
    kBusinessDay,  ///< Monday to Friday
    kHour,
    kMinute,
    kSecond,
  };

  Unit unit = Unit::kInteger;
  std::int64_t multiple = 1;  ///< steps of several units: 30 minutes, 2 weeks, 10 integers
  int anchor = 0;             ///< see Unit; 0 where it has none
  bool at_end = false;        ///< year, quarter, month: stamped at the period's last day
  std::int64_t phase =
      0;  ///< offset of ordinal 0: seconds below a day, else units (0 ≤ phase < multiple)

  bool operator==(const Frequency&) const = default;
};

/// Reads "MS", "ME", "QS-FEB", "W-SUN", "D", "B", "h", "30min", "10s", "1", "monthly" (all names:
/// docs).
///   Errors  kUnknownName with the nearest name
[[nodiscard]] Result<Frequency> parse_frequency(std::string_view text);

/// The short name that parse_frequency reads back, e.g. "W-SUN".
[[nodiscard]] std::string to_string(const Frequency& frequency);
/// In words for people: "weekly on Sunday", "every 30 minutes".
[[nodiscard]] std::string describe(const Frequency& frequency);

/// Season lengths that are usual at a frequency, ascending; the first is the default season:
/// quarter 4, month 12, week 52, day 7, business day 5, hour 24 (168), half-hour 48 (336); likewise
/// for other steps that divide a year, a week or a day evenly; else none.
[[nodiscard]] std::vector<std::size_t> usual_periods(const Frequency& frequency);
}  // namespace foretell
