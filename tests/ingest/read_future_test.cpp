#include <gtest/gtest.h>

#include "foretell/ingest/read_panel.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
const TableLayout kLayout{.regressors = {"price", "promo"}};

Panel sales(const TempFolder& folder) {
  const auto path = folder.file("sales.csv",
                                "unique_id,ds,y,price,promo\n"
                                "a,2024-01-01,1,10,0\na,2024-02-01,2,11,1\n"
                                "b,2024-01-01,3,20,0\nb,2024-02-01,4,21,0\nb,2024-03-01,5,22,1\n");
  return read_panel(path, kLayout)->panel;
}

TEST(ReadFuture, LinesUpWithTheStepsAfterEachSeries) {
  const TempFolder folder;
  Panel panel = sales(folder);
  const auto path = folder.file("next.csv",
                                "unique_id,ds,promo,price\n"
                                "b,2024-05-01,1,24\nb,2024-04-01,0,23\n"
                                "a,2024-02-01,9,99\na,2024-03-01,1,12\n");
  const auto done = read_future(path, kLayout, panel);
  ASSERT_TRUE(done) << done.error().text();
  const Series a = panel.series(0);
  const Series b = panel.series(1);
  EXPECT_EQ(a.regressors.column(0)[1], 11) << "what the data say stays";
  ASSERT_EQ(a.future().num_rows(), 1U);
  EXPECT_EQ(a.future().column(0)[0], 12);
  EXPECT_EQ(a.future().column(1)[0], 1);
  ASSERT_EQ(b.future().num_rows(), 2U);
  EXPECT_EQ(b.future().column(0)[1], 24);
}

TEST(ReadFuture, RefusesSeriesThatAreNotThereAndOtherGrids) {
  const TempFolder folder;
  Panel panel = sales(folder);
  const auto only_a = folder.file("a.csv", "unique_id,ds,price,promo\na,2024-03-01,12,0\n");
  EXPECT_EQ(read_future(only_a, kLayout, panel).error().message,
            "no rows for series 'b', whose regressors are needed");
  const auto odd = folder.file("odd.csv", "unique_id,ds,price,promo\na,2024-03-07,12,0\n");
  EXPECT_EQ(read_future(odd, kLayout, panel).error().code, ErrorCode::kFrequency);
  const auto bare = folder.file("bare.csv", "unique_id,ds,price\na,2024-03-01,12\n");
  EXPECT_EQ(read_future(bare, kLayout, panel).error().code, ErrorCode::kUnknownName);
  EXPECT_EQ(panel.series(0).future().num_rows(), 0U) << "a refused table changes nothing";
}
}  // namespace
}  // namespace foretell
