#include "apps/report/time_spans.hpp"

#include <algorithm>

namespace foretell::report {
namespace {
TimeSpan span_of(const SeriesReport& series) {
  TimeSpan span{series.first, series.first + static_cast<std::int64_t>(series.values.size())};
  for (const auto& forecast : series.forecasts) {
    const auto steps = static_cast<std::int64_t>(forecast.mean.size());
    span.end = std::max(span.end, forecast.first + steps);
  }
  return span;
}
}  // namespace

std::vector<TimeSpan> merged(std::vector<TimeSpan> spans) {
  std::sort(spans.begin(), spans.end(), [](auto a, auto b) { return a.first < b.first; });
  std::vector<TimeSpan> out;
  for (const auto& span : spans) {
    if (span.first == span.end) continue;
    if (out.empty() || span.first > out.back().end) {
      out.push_back(span);
    } else {
      out.back().end = std::max(out.back().end, span.end);
    }
  }
  return out;
}

std::vector<TimeSpan> time_spans(std::span<const SeriesReport> series) {
  std::vector<TimeSpan> spans;
  spans.reserve(series.size());
  for (const auto& one : series) spans.push_back(span_of(one));
  return merged(std::move(spans));
}
}  // namespace foretell::report
