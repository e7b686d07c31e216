#include "foretell/models/smoothing/lanes/ets_batch.hpp"

#include <gtest/gtest.h>

#include "foretell/models/smoothing/ets_start.hpp"
#include "lane_testing.hpp"

namespace foretell::ets {
namespace {
TEST(EtsBatch, SharedStartsAreThoseOfEachForm) {
  const auto y = wavy_series(40, 4, 1, false);
  BatchSeries series(y);
  for (const auto& form : all_forms()) {
    EXPECT_EQ(series.start(form, 4), start_state(form, series.data().values, 4)) << form.name();
  }
}

TEST(EtsBatch, GroupsHoldOnePeriodAndGrowInLength) {
  struct Entry {
    std::size_t number, period;
  };
  const std::vector<double> values(50, 1.0);
  std::vector<Series> series;
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < 12; ++i) {
    series.push_back({.values = std::span(values).first(10 + i * 7 % 11)});
    entries.push_back({i, i % 3 + 1});
  }
  const auto groups = lane_groups(std::span(entries), std::span<const Series>(series));
  ASSERT_EQ(groups.size(), 3U);
  for (const auto group : groups) {
    for (std::size_t i = 1; i < group.size(); ++i) {
      EXPECT_EQ(group[i].period, group[0].period);
      EXPECT_GE(series[group[i].number].size(), series[group[i - 1].number].size());
    }
  }
}
}  // namespace
}  // namespace foretell::ets
