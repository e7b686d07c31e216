#include "foretell/ingest/byte_source.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
// All blocks put together; each must end with a line.
std::string read_all(const std::string& bytes, bool quotes, std::size_t* blocks = nullptr) {
  auto source = ByteSource::open({"bytes", bytes}, false);
  EXPECT_TRUE(source);
  std::string all;
  std::string block;
  while (*source->next(block, quotes)) {
    EXPECT_EQ(block.back(), '\n');
    all += block;
    if (blocks != nullptr) ++*blocks;
  }
  return all;
}

TEST(ByteSource, BlocksEndWithLinesAndLoseNothing) {
  std::string text;
  for (int i = 0; i < 400000; ++i) text += std::to_string(i) += '\n';
  std::size_t blocks = 0;
  EXPECT_EQ(read_all(text, false, &blocks), text);
  EXPECT_GT(blocks, 1U);
  EXPECT_EQ(read_all("last line without break", false), "last line without break\n");
  EXPECT_EQ(read_all("", false), "");
}

TEST(ByteSource, ALineBreakInsideQuotesEndsNoBlock) {
  const std::string row =
      "\"" + std::string(300000, 'x') + "\n" + std::string(400000, 'y') + "\"\n";
  std::string block;
  std::string text;
  for (int i = 0; i < 5; ++i) text += row;
  auto source = ByteSource::open({"bytes", text}, false);
  while (*source->next(block, true)) EXPECT_EQ(block.size() % row.size(), 0U);
}

TEST(TableFormat, IsReadOffTheExtension) {
  EXPECT_EQ(*table_format("a.b.CSV", ""), TableFormat::kCsv);
  EXPECT_EQ(*table_format("a.csv.gz", ""), TableFormat::kCsvGz);
  EXPECT_EQ(*table_format("a.feather", ""), TableFormat::kArrow);
  EXPECT_EQ(*table_format("-", ""), TableFormat::kCsv);
  EXPECT_EQ(*table_format("-", "parquet"), TableFormat::kParquet);
  EXPECT_EQ(*table_format("a.csv", "jsonl"), TableFormat::kJsonLines);
  EXPECT_FALSE(table_format("csv", ""));
}
}  // namespace
}  // namespace foretell
