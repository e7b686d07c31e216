#include "foretell/ingest/id_table.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(IdTable, NumbersDistinctTextsInOrder) {
  IdTable table;
  for (int round = 0; round < 2; ++round) {
    for (std::uint32_t i = 0; i < 5000; ++i) {
      ASSERT_EQ(table.intern("series " + std::to_string(i)), i);
    }
  }
  EXPECT_EQ(table.size(), 5000U);
  EXPECT_EQ(table[4999], "series 4999");
  EXPECT_EQ(table.find("series 42"), 42U);
  EXPECT_EQ(table.find("other"), std::nullopt);
}

TEST(IdTable, IsEmptyAfterClear) {
  IdTable table;
  EXPECT_EQ(table.find("a"), std::nullopt);
  EXPECT_EQ(table.intern(""), 0U);
  table.intern("a");
  table.clear();
  EXPECT_EQ(table.find("a"), std::nullopt);
  EXPECT_EQ(table.intern("b"), 0U);
  EXPECT_EQ(table[0], "b");
}
}  // namespace
}  // namespace foretell
