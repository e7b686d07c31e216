#include "foretell/ingest/text_rows.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(TextRows, RowsAreNumberedByTheLineOnWhichTheyBegin) {
  RowBlock block;
  block.first_number = 10;
  block.quotes = true;
  block.text = "a\n\n\"b\nb\"\r\n\r\nc\n";
  EXPECT_EQ(numbers_of_rows(block), (std::vector<std::size_t>{10, 12, 15}));
  block.quotes = false;
  EXPECT_EQ(numbers_of_rows(block), (std::vector<std::size_t>{10, 12, 13, 15}));
}

TEST(TextRows, PlacesNameWhatIsKnown) {
  EXPECT_EQ(place_of({}, "row", 3), "row 3");
  EXPECT_EQ(place_of({0, ErrorCode::kBadValue, "y", "a", ""}, "line", 7),
            "line 7, column y, series a");
}
}  // namespace
}  // namespace foretell
