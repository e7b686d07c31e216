#include "foretell/ingest/series_rows.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
RowBlock block_of(const std::vector<std::string>& ids, TimeKind kind = TimeKind::kInteger) {
  RowBlock block;
  block.start(1);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    block.add_row(block.ids.intern(ids[i]));
    block.add_time({kind, static_cast<std::int64_t>(i)});
    block.columns[0].push_back(static_cast<double>(i));
  }
  return block;
}

TEST(SeriesRows, GathersRowsOfASeriesInFileOrder) {
  SeriesRows rows;
  ASSERT_TRUE(rows.append(block_of({"a", "b", "a"})));
  ASSERT_TRUE(rows.append(block_of({"c", "a"})));
  rows.gather();
  ASSERT_EQ(rows.size(), 3U);
  const auto times = rows.times(0);
  EXPECT_EQ(std::vector(times.begin(), times.end()), (std::vector<std::int64_t>{0, 2, 1}));
  EXPECT_EQ(rows.values(2)[0], 0);
}

TEST(SeriesRows, RefusesBlocksOfAnotherKindOfTime) {
  SeriesRows rows;
  ASSERT_TRUE(rows.append(block_of({"a"})));
  EXPECT_FALSE(rows.append(block_of({"a"}, TimeKind::kLocal)));
}

TEST(SeriesRows, TrimsMissingEndsButNotWholeSeries) {
  SeriesRows rows;
  RowBlock block = block_of({"a", "a", "a", "b"});
  block.columns[0] = {NAN, 1, NAN, NAN};
  ASSERT_TRUE(rows.append(block));
  rows.gather();
  rows.trim(0);
  rows.trim(1);
  EXPECT_EQ(rows.times(0).size(), 1U);
  EXPECT_EQ(rows.times(0)[0], 1);
  EXPECT_EQ(rows.times(1).size(), 1U);
}
}  // namespace
}  // namespace foretell
