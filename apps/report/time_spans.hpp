#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "apps/report/report.hpp"

namespace foretell::report {
/// Ordinals first … end − 1.
struct TimeSpan {
  std::int64_t first;
  std::int64_t end;
};

/// The same ordinals, each once: ascending spans that do not touch. Series of one panel share most
/// of their time stamps, so these are few.
[[nodiscard]] std::vector<TimeSpan> merged(std::vector<TimeSpan> spans);

/// The ordinals that any series shows, observed or forecast, merged.
[[nodiscard]] std::vector<TimeSpan> time_spans(std::span<const SeriesReport> series);
}  // namespace foretell::report
