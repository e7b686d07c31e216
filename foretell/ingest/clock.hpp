#pragma once
#include <optional>
#include <span>
#include <string>

#include "foretell/base/result.hpp"
#include "foretell/ingest/timestamp.hpp"
#include "foretell/panel/frequency.hpp"
#include "foretell/panel/time_zone.hpp"

namespace foretell {
/// What the stamps of a table are turned into: the clock on which they are regular.
struct Clock {
  /// How stamps as read become stamps of the panel.
  enum class Turn {
    kKeep,            ///< integers, local times without a zone, instants told in UTC
    kLocalToUtc,      ///< local times of a zone, hours or finer
    kInstantToLocal,  ///< instants of days or coarser periods
    kYearToDate       ///< integers that are years, where the frequency is given as yearly
  };
  Turn turn = Turn::kKeep;
  std::string zone_name;  ///< the panel's time zone; empty: none
  TimeZone zone{};
  Frequency years{};  ///< of kYearToDate: which day of a year

  /// Turns the stamps of one series, in file order. Of a local hour that is shown twice in autumn
  /// the first row is the earlier instant, the next the later. Gives the position of the first
  /// stamp that the zone's clock never shows, if there is one.
  [[nodiscard]] std::optional<std::size_t> turn_series(std::span<std::int64_t> stamps) const;
};

/// Whether all stamps fall on midnight, as they are or (instants) by the clock of a zone.
[[nodiscard]] bool all_whole_days(std::span<const std::int64_t> stamps, const TimeZone* zone);
}  // namespace foretell
