#include "apps/report/time_spans.hpp"

#include <gtest/gtest.h>

namespace foretell::report {
namespace {
SeriesReport observed(std::int64_t first, std::size_t length) {
  SeriesReport series;
  series.first = first;
  series.values.assign(length, 1.0);
  return series;
}

std::vector<std::pair<std::int64_t, std::int64_t>> spans_of(std::vector<SeriesReport> series) {
  std::vector<std::pair<std::int64_t, std::int64_t>> out;
  for (const auto& span : time_spans(series)) out.emplace_back(span.first, span.end);
  return out;
}

using Spans = std::vector<std::pair<std::int64_t, std::int64_t>>;

TEST(TimeSpans, SeriesThatOverlapOrTouchShareOneSpan) {
  EXPECT_EQ(spans_of({observed(10, 5), observed(-3, 13), observed(15, 1)}), (Spans{{-3, 16}}));
}

TEST(TimeSpans, DistantSeriesDoNotFillTheTimeBetween) {
  EXPECT_EQ(spans_of({observed(1'000'000'000, 2), observed(0, 3)}),
            (Spans{{0, 3}, {1'000'000'000, 1'000'000'002}}));
}

TEST(TimeSpans, ForecastsReachBeyondTheObservations) {
  auto series = observed(0, 3);
  series.forecasts.push_back({.model = "naive", .first = 3, .mean = {1, 1}});
  EXPECT_EQ(spans_of({series}), (Spans{{0, 5}}));
}

TEST(TimeSpans, ASeriesWithoutAnythingNeedsNoTime) {
  EXPECT_EQ(spans_of({observed(7, 0)}), Spans{});
}
}  // namespace
}  // namespace foretell::report
