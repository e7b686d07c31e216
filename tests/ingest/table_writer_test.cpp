#include "foretell/ingest/table_writer.hpp"

#include <array>
#include <cmath>

#include "foretell/ingest/read_panel.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
Panel hourly_panel() {
  Panel panel(*parse_frequency("h"), "Europe/Lisbon", {24});
  panel.add("a,\"b\"", 445343, std::array{1.5, std::nan(""), 0.1});
  panel.add("c\\\n", 445344, std::array{-2e-300, 1e15});
  return panel;
}

std::vector<Column> rows_of(const Panel& panel) {
  IdColumn ids{&panel, {}};
  TimeColumn times{&panel, {}};
  std::vector<double> values;
  for (std::uint32_t i = 0; i < panel.size(); ++i) {
    for (std::size_t k = 0; k < panel.length(i); ++k) {
      ids.series.push_back(i);
      times.ordinals.push_back(panel.start(i) + static_cast<std::int64_t>(k));
      values.push_back(panel.series(i).values[k]);
    }
  }
  return {{"unique_id", ids}, {"ds", times}, {"y", values}};
}

void write(const std::string& path, const std::vector<Column>& block) {
  auto writer = TableWriter::open(path);
  ASSERT_TRUE(writer) << writer.error().text();
  ASSERT_TRUE(writer->write(block));
  const auto done = writer->commit();
  ASSERT_TRUE(done) << done.error().text();
}

TEST(TableWriter, WritesCsv) {
  const TempFolder folder;
  const Panel panel = hourly_panel();
  write(folder.path("a.csv"), rows_of(panel));
  EXPECT_EQ(bytes_of(folder.path("a.csv")),
            "unique_id,ds,y\n"
            "\"a,\"\"b\"\"\",2020-10-21 00:00:00+01:00,1.5\n"
            "\"a,\"\"b\"\"\",2020-10-21 01:00:00+01:00,\n"
            "\"a,\"\"b\"\"\",2020-10-21 02:00:00+01:00,0.1\n"
            "\"c\\\n\",2020-10-21 01:00:00+01:00,-2e-300\n"
            "\"c\\\n\",2020-10-21 02:00:00+01:00,1e+15\n");
}

TEST(TableWriter, WritesJsonLines) {
  const TempFolder folder;
  const Panel panel = hourly_panel();
  write(folder.path("a.jsonl"), rows_of(panel));
  const std::string text = bytes_of(folder.path("a.jsonl"));
  EXPECT_EQ(text.substr(0, text.find('\n')),
            R"({"unique_id":"a,\"b\"","ds":"2020-10-21 00:00:00+01:00","y":1.5})");
  EXPECT_NE(text.find(R"({"unique_id":"c\\\u000a")"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("y":null})"), std::string::npos) << text;
}

TEST(TableWriter, EveryFormatIsReadBackAsTheSamePanel) {
  const TempFolder folder;
  const Panel panel = hourly_panel();
  for (const char* name : {"a.csv", "a.csv.gz", "a.jsonl", "a.parquet", "a.arrow", "a.feather"}) {
    write(folder.path(name), rows_of(panel));
    const auto file = read_panel(folder.path(name), {.time_zone = "Europe/Lisbon"});
    ASSERT_TRUE(file) << file.error().text();
    ASSERT_EQ(file->panel.size(), 2U) << name;
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_EQ(file->panel.id(i), panel.id(i)) << name;
      EXPECT_EQ(file->panel.start(i), panel.start(i)) << name;
      ASSERT_EQ(file->panel.length(i), panel.length(i)) << name;
      for (std::size_t k = 0; k < panel.length(i); ++k) {
        const double value = file->panel.series(i).values[k];
        const double truth = panel.series(i).values[k];
        EXPECT_TRUE(value == truth || (std::isnan(value) && std::isnan(truth))) << name;
      }
    }
  }
}

TEST(TableWriter, ManyBlocksAndRowsStayInOrder) {
  const TempFolder folder;
  for (const char* name : {"a.csv", "a.parquet", "a.arrow"}) {
    auto writer = TableWriter::open(folder.path(name));
    ASSERT_TRUE(writer);
    std::int64_t next = 0;
    for (const std::size_t rows : {1U, 50000U, 0U, 20000U}) {
      std::vector<std::int64_t> times(rows);
      for (auto& time : times) time = next++;
      std::vector<double> values(times.begin(), times.end());
      ASSERT_TRUE(writer->write({{"ds", times}, {"y", values}}));
    }
    ASSERT_TRUE(writer->commit());
    const auto file = read_panel(folder.path(name), {});
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_EQ(file->num_unsorted, 0U);
    ASSERT_EQ(file->panel.length(0), 70001U);
    EXPECT_EQ(file->panel.series(0).values[70000], 70000);
  }
}

TEST(TableWriter, LeavesNothingBehindWithoutCommit) {
  const TempFolder folder;
  for (const char* name : {"a.csv", "a.csv.gz", "a.parquet", "a.arrow", "a.jsonl"}) {
    auto writer = TableWriter::open(folder.path(name));
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->write({{"y", std::vector<double>{1, 2}}}));
  }
  EXPECT_EQ(folder.num_files(), 0U);
}

TEST(TableWriter, RefusesColumnsThatDiffer) {
  const TempFolder folder;
  auto writer = TableWriter::open(folder.path("a.csv"));
  ASSERT_TRUE(writer);
  const std::vector<double> two{1, 2};
  EXPECT_EQ(writer->write({{"a", two}, {"b", std::vector<double>{1}}}).error().text(),
            "column b has 1 rows, column a has 2");
  ASSERT_TRUE(writer->write({{"a", two}}));
  EXPECT_EQ(writer->write({{"b", two}}).error().code, ErrorCode::kInvalidOption);
}

TEST(TableWriter, ReportsAFullDiskAndUnknownExtensions) {
  const TempFolder folder;
  for (const char* name : {"a.csv", "a.parquet", "a.arrow", "a.csv.gz"}) {
    std::filesystem::create_symlink("/dev/full", folder.path(name));
    auto writer = TableWriter::open(folder.path(name));
    ASSERT_TRUE(writer);
    auto result = writer->write({{"y", std::vector<double>(100000, 1.25)}});
    if (result) result = writer->commit();
    ASSERT_FALSE(result) << name;
    EXPECT_EQ(result.error().text(), folder.path(name) + ": cannot write: No space left on device");
  }
  EXPECT_EQ(TableWriter::open(folder.path("a.xlsx")).error().code, ErrorCode::kUnknownName);
  EXPECT_EQ(TableWriter::open(folder.path("no/a.csv")).error().code, ErrorCode::kIo);
}
}  // namespace
}  // namespace foretell
