// The clock of PanelBuilder: how stamps as read become stamps on which the panel is regular.
#include <fmt/format.h>

#include <atomic>
#include <map>
#include <mutex>

#include "foretell/ingest/panel_builder.hpp"
#include "foretell/ingest/series_blocks.hpp"
#include "foretell/panel/format_time.hpp"

namespace foretell {
bool PanelBuilder::all_days(const TimeZone* zone) {
  std::atomic<bool> all = true;
  for_series_blocks(rows_.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && all; ++i) {
      if (!all_whole_days(rows_.times(i), zone)) all = false;
    }
  });
  return all;
}

bool PanelBuilder::are_years() {
  if (!layout_.frequency || layout_.frequency->unit != Frequency::Unit::kYear) return false;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    for (const std::int64_t year : rows_.times(i)) {
      if (year < 1 || year > 9999) return false;
    }
  }
  return true;
}

bool PanelBuilder::is_integer() const {
  return rows_.kind() == TimeKind::kInteger && clock_.turn != Clock::Turn::kYearToDate;
}

PanelResult<void> PanelBuilder::choose_clock() {
  const TimeKind kind = rows_.kind();
  clock_.zone_name = layout_.time_zone;
  if (kind == TimeKind::kInstant && clock_.zone_name.empty()) {
    const auto offset = rows_.common_offset();
    clock_.zone_name = offset && *offset != 0 ? offset_text(*offset) : "UTC";
  }
  if (kind == TimeKind::kInteger) {
    clock_.zone_name.clear();
    if (are_years()) {
      clock_.turn = Clock::Turn::kYearToDate;
      clock_.years = *layout_.frequency;
    }
  }
  if (clock_.zone_name.empty()) return {};
  auto zone = TimeZone::find(clock_.zone_name);
  if (!zone) return tl::unexpected(PanelError{zone.error(), "", 0});
  clock_.zone = *zone;
  const bool days = all_days(kind == TimeKind::kInstant ? &clock_.zone : nullptr);
  if (kind == TimeKind::kInstant && days) clock_.turn = Clock::Turn::kInstantToLocal;
  if (kind == TimeKind::kLocal && !days) clock_.turn = Clock::Turn::kLocalToUtc;
  return {};
}

PanelResult<void> PanelBuilder::turn_clock() {
  if (clock_.turn == Clock::Turn::kKeep) return {};
  std::mutex mutex;
  std::map<std::size_t, std::int64_t> skipped;  // by series: the first stamp that no clock showed
  for_series_blocks(rows_.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto position = clock_.turn_series(rows_.times(i));
      if (!position) continue;
      const std::scoped_lock lock(mutex);
      skipped[i] = rows_.times(i)[*position];
    }
  });
  if (skipped.empty()) return {};
  const auto [series, stamp] = *skipped.begin();
  auto error = at(series, stamp, ErrorCode::kBadValue,
                  fmt::format("{} does not exist in {}: the clock went forward",
                              format_stamp(stamp, false), clock_.zone_name));
  error.skipped = true;
  return tl::unexpected(error);
}
}  // namespace foretell
