#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "foretell/panel/frequency.hpp"
#include "foretell/panel/time_index.hpp"
#include "foretell/panel/time_zone.hpp"

namespace foretell {
/// Writes the time stamps of a panel the way its input showed them: integers as integers, ISO dates
/// for days and coarser units (month-end stays month-end), else "2020-03-29 01:00:00", followed by
/// the offset from UTC ("+01:00", "Z") where the panel has a time zone.
class TimeFormat {
 public:
  /// A zone that the database no longer knows is written as UTC.
  TimeFormat(const Frequency& frequency, std::string_view time_zone);

  [[nodiscard]] std::string text(std::int64_t ordinal) const;
  /// Writes to `out`, which has room for kMaxLength characters; the end of what was written.
  char* write(std::int64_t ordinal, char* out) const;

  static constexpr std::size_t kMaxLength = 48;

 private:
  TimeIndex index_;
  bool zoned_;
  TimeZone zone_;
};

/// One time stamp as text. For many, keep a TimeFormat.
[[nodiscard]] std::string format_time(const Frequency& frequency, std::string_view time_zone,
                                      std::int64_t ordinal);

/// A stamp (TimeIndex says what that is) as text, for messages; whole days without time of day.
[[nodiscard]] std::string format_stamp(std::int64_t stamp, bool is_integer);
}  // namespace foretell
