#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foretell {
/// What a column of time stamps holds; one column holds one kind.
enum class TimeKind {
  kNone,     ///< nothing read yet
  kInteger,  ///< plain numbers
  kLocal,    ///< dates, or dates with a time of day, without a zone
  kInstant,  ///< date-times with an offset from UTC
};

/// A time stamp as read.
///   Units  value in seconds since 1970-01-01 00:00 of the local clock (kLocal) or UTC (kInstant),
///   or
///          the integer itself; offset in seconds east of UTC (kInstant)
struct Timestamp {
  TimeKind kind;
  std::int64_t value;
  std::int64_t offset = 0;
};

/// Reads ISO 8601: 2020-01-31, 20200131, 2020-01 (first day), 2020-Q1 or 2020Q1 (first day),
/// 2020-W05 (its Monday), 2020-01-31 13:45[:00[.000]] with a blank or T, and an offset Z or
/// ±hh[:mm]; or an integer (within ±2^53; 2020 is an integer too). Years 1 … 9999. Nothing if it is
/// none of these.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);

/// Why a text is no time stamp, with a hint where the order of day and month is ambiguous.
[[nodiscard]] std::string explain_timestamp(std::string_view text);
}  // namespace foretell
