#pragma once
#include <cstdint>

namespace foretell {
/// A date of the proleptic Gregorian calendar, in any year (std::chrono stops at 32767, and a
/// horizon of a million years must not wrap).
struct CivilDate {
  std::int64_t year;
  int month;  ///< 1 … 12
  int day;    ///< 1 … 31

  bool operator==(const CivilDate&) const = default;
};

inline constexpr std::int64_t kSecondsPerDay = 86400;

/// Quotient rounded towards minus infinity, and the remainder in [0, divisor); divisor > 0.
[[nodiscard]] constexpr std::int64_t floor_div(std::int64_t value, std::int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}
[[nodiscard]] constexpr std::int64_t floor_mod(std::int64_t value, std::int64_t divisor) {
  const std::int64_t rest = value % divisor;
  return rest < 0 ? rest + divisor : rest;
}

/// Days from 1970-01-01 to a date, and back.
///   Source  Hinnant (2013), "chrono-compatible low-level date algorithms"
[[nodiscard]] std::int64_t days_from_civil(CivilDate date);
[[nodiscard]] CivilDate civil_from_days(std::int64_t days);

/// 28, 29, 30 or 31.
[[nodiscard]] int days_in_month(std::int64_t year, int month);

/// 0 = Sunday … 6 = Saturday.
[[nodiscard]] int weekday(std::int64_t days);

/// Days from 1970-01-01 to the Monday of week `week` (1 … 53) of an ISO 8601 week-numbering year.
[[nodiscard]] std::int64_t monday_of_iso_week(std::int64_t year, int week);
}  // namespace foretell
