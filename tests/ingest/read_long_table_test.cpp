#include <cmath>

#include "foretell/ingest/read_panel.hpp"
#include "foretell/ingest/table_writer.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
TEST(ReadLongTable, ReadsEveryNumericColumn) {
  const TempFolder folder;
  const auto table = read_long_table(
      folder.file("f.csv",
                  "unique_id,ds,Naive,model,Naive-lo-80\nb,2020-01-01,1,x,0.5\nb,2020-01-02,,x,1\n"
                  "a,2020-01-01,3,y,2\n"),
      {});
  ASSERT_TRUE(table) << table.error().text();
  EXPECT_EQ(table->ids, (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(table->id_of_row, (std::vector<std::uint32_t>{0, 0, 1}));
  EXPECT_EQ(table->time_of_row, (std::vector<std::int64_t>{1577836800, 1577923200, 1577836800}));
  EXPECT_EQ(table->names, (std::vector<std::string>{"Naive", "Naive-lo-80"}));
  EXPECT_TRUE(std::isnan(table->columns[0][1]));
  EXPECT_EQ(table->columns[1][2], 2);
}

TEST(ReadLongTable, ColumnsStayColumnsOverManyBlocks) {
  const TempFolder folder;
  for (const char* name : {"f.csv", "f.parquet", "f.arrow", "f.jsonl"}) {
    auto writer = TableWriter::open(folder.path(name));
    ASSERT_TRUE(writer);
    const std::size_t rows = 100000;
    std::vector<std::int64_t> times(rows);
    std::vector<double> first(rows);
    std::vector<double> second(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      times[i] = static_cast<std::int64_t>(i);
      first[i] = static_cast<double>(i);
      second[i] = -static_cast<double>(i);
    }
    ASSERT_TRUE(writer->write({{"ds", times}, {"A", first}, {"B", second}}));
    ASSERT_TRUE(writer->commit());
    const auto table = read_long_table(folder.path(name), {});
    ASSERT_TRUE(table) << table.error().text();
    EXPECT_EQ(table->time_of_row, times) << name;
    EXPECT_EQ(table->columns[0], first) << name;
    EXPECT_EQ(table->columns[1], second) << name;
    EXPECT_EQ(table->ids, std::vector<std::string>{"f"});
  }
}
}  // namespace
}  // namespace foretell
