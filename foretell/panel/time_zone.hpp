#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "foretell/base/result.hpp"

namespace date {
class time_zone;
}

namespace foretell {
/// A time zone of the system's database ("Europe/Lisbon"), or a fixed offset ("UTC", "+02:00").
/// A small value: copy it freely. The database is loaded when the first named zone is asked for.
class TimeZone {
 public:
  /// The instants that a local clock time stands for.
  struct Instants {
    int count = 1;            ///< 0: skipped in spring; 2: shown twice in autumn
    std::int64_t first = 0;   ///< seconds since 1970 UTC; if skipped, of the moment of the change
    std::int64_t second = 0;  ///< the later one of two
  };

  ///   Errors  kUnknownName with the nearest name of the database
  [[nodiscard]] static Result<TimeZone> find(std::string_view name);

  /// Seconds to add to UTC for the local clock at an instant.
  [[nodiscard]] std::int64_t offset(std::int64_t utc) const;
  [[nodiscard]] Instants instants(std::int64_t local) const;

 private:
  const date::time_zone* zone_ = nullptr;
  std::int64_t fixed_ = 0;
};

/// "Z" or "+hh:mm", the way ISO 8601 writes an offset from UTC.
[[nodiscard]] std::string offset_text(std::int64_t seconds);
}  // namespace foretell
