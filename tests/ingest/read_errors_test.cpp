#include <gtest/gtest.h>

#include "foretell/ingest/read_panel.hpp"
#include "foretell/ingest/table_writer.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
// What reading this text as a file says.
struct Case {
  const char* text;
  ErrorCode code;
  const char* says;  ///< after the file's name
  TableLayout layout{};
};

void expect(const Case& expected, const char* name) {
  const TempFolder folder;
  const std::string path = folder.file(name, expected.text);
  const auto file = read_panel(path, expected.layout);
  ASSERT_FALSE(file) << expected.text;
  EXPECT_EQ(file.error().text(), path + expected.says);
  EXPECT_EQ(file.error().code, expected.code) << expected.text;
}

TEST(ReadErrors, CsvErrorsNameLineColumnAndSeries) {
  const Case cases[] = {
      {"", ErrorCode::kBadFile, ": the file is empty"},
      {"\n\n", ErrorCode::kBadFile, ": the file is empty"},
      {"unique_id,ds,y\n", ErrorCode::kBadFile, ": the file has a header but no rows"},
      {"unique_id,ds,y\na,2020-01-01,1\nb,2020-01-01,abc\n", ErrorCode::kBadValue,
       " line 3, column y, series b: 'abc' is not a number; leave the cell empty if it is missing"},
      {"ds;y\n2020-01-01;1,5\n",
       ErrorCode::kBadValue,
       " line 2, column y, series a: '1,5' is not a number; write the decimal point as '.' and no "
       "thousands separators",
       {.target = "y"}},
      {"unique_id,ds,y\n\na,2020-01-01,1\n\na,2020-01-02,-inf\n", ErrorCode::kNotFinite,
       " line 5, column y, series a: '-inf' is not finite; leave the cell empty if it is missing"},
      {"unique_id,ds,y\n\"a\nb\",2020-01-01,1\na,2020-01-02,1e999\n", ErrorCode::kNotFinite,
       " line 4, column y, series a: '1e999' is not finite; leave the cell empty if it is missing"},
      {"unique_id,ds,y\na,2020-01-02,1\na,2020-01-01,1\na,2020-01-02,2\n", ErrorCode::kDuplicate,
       " line 4, series a: the time stamp 2020-01-02 appears twice; keep one row, or add them up, "
       "before forecasting"},
      {"unique_id,ds,y\na,2020-01-01,1\na,01/02/2020,1\n", ErrorCode::kBadValue,
       " line 3, column ds, series a: '01/02/2020' may be day first or month first; write dates as "
       "2020-02-01 (year-month-day)"},
      {"unique_id,ds,y\na,2020-01-01,1\na,,1\n", ErrorCode::kBadValue,
       " line 3, column ds, series a: the time stamp is empty"},
      {"unique_id,ds,y\na,2020-01-01,1\na,17,1\n", ErrorCode::kBadValue,
       " line 3, column ds, series a: the time stamp '17' is of another kind than those before it; "
       "use one of integers, local times, or times with an offset from UTC"},
      {"unique_id,ds,y\n,2020-01-01,1\n", ErrorCode::kBadValue,
       " line 2, column unique_id: the series id is empty"},
      {"unique_id,ds,y\na,2020-01-01,1\na,2020-01-02\n", ErrorCode::kBadFile,
       " line 3: 2 fields where the header has 3"},
      {"unique_id,ds,y\n\xff,2020-01-01,1\n", ErrorCode::kBadFile,
       " line 2, column unique_id: the id is not UTF-8; save the file as UTF-8"},
      {"\xff\xfe"
       "d",
       ErrorCode::kBadFile, " line 1: not a text file in UTF-8 (UTF-16 or binary?)"},
      {"date\xe9,y\n1,2\n", ErrorCode::kBadFile,
       " line 1: the header is not UTF-8; save the file as UTF-8"},
      {"id,when,y\na,2020-01-01,1\n",
       ErrorCode::kUnknownName,
       ": no column 'wen' for the time stamps; did you mean 'when'? (columns: id, when, y)",
       {.time = "wen"}},
      {"\"a\nb\",y\n1,2\n", ErrorCode::kUnknownName,
       ": no column may hold the time stamps; name one with --time (columns: a b, y)"},
      {"ds,y\n2020-01-01,1\n", ErrorCode::kFrequency,
       ": no series has two time stamps, so the frequency is unknown; name it with --freq"},
  };
  for (const Case& each : cases) expect(each, "a.csv");
}

TEST(ReadErrors, MixedFrequenciesNameTheStampsThatDisagree) {
  expect(
      {"ds,y\n2020-01-01,1\n2020-02-01,1\n2020-03-01,1\n2020-04-02,1\n2020-05-01,1\n",
       ErrorCode::kFrequency,
       " line 5, series a: mixed frequency: the step from 2020-03-01 to 2020-04-02 does not suit "
       "the others; if rows are missing, name the frequency with --freq"},
      "a.csv");
  std::string csv = "unique_id,ds,y\n";
  for (int day = 10; day < 30; ++day) csv += "d,2020-01-" + std::to_string(day) + ",1\n";
  for (int day = 1; day < 5; ++day) csv += "w,2020-02-0" + std::to_string(2 * day) + ",1\n";
  expect(
      {csv.c_str(), ErrorCode::kFrequency,
       " line 23, series w: mixed frequency: the step from 2020-02-02 to 2020-02-04 does not suit "
       "the others; if rows are missing, name the frequency with --freq"},
      "a.csv");
}

TEST(ReadErrors, StampsOffTheGivenFrequencyAreNamed) {
  expect({"ds,y\n2020-01-01,1\n2020-02-15,1\n",
          ErrorCode::kFrequency,
          " line 3, series a: the time stamp 2020-02-15 does not fit the frequency MS (monthly)",
          {.frequency = *parse_frequency("monthly")}},
         "a.csv");
  expect({"ds,y\n1,1\n2,1\n",
          ErrorCode::kFrequency,
          " line 2, series a: the frequency D does not suit integers such as 1",
          {.frequency = *parse_frequency("D")}},
         "a.csv");
  expect({"ds,y\n2020-01-01,1\n9999-01-01,1\n",
          ErrorCode::kFrequency,
          " line 3, series a: 2914271 steps (daily) lie between 2020-01-01 and 9999-01-01, but the "
          "table has only 2 rows; is a time stamp wrong?",
          {.frequency = *parse_frequency("D")}},
         "a.csv");
}

TEST(ReadErrors, JsonErrorsNameTheLine) {
  const Case cases[] = {
      {"nonsense\n", ErrorCode::kBadFile,
       " line 1: the first line is no JSON object such as {\"ds\": \"2020-01-01\", \"y\": 1.5}"},
      {"{\"ds\":1,\"y\":2}\n\n{\"ds\":2,\"y\":\n", ErrorCode::kBadFile,
       " line 3: not a JSON object; write one object per line, missing values as null"},
      {"{\"ds\":1,\"y\":2}\n{\"ds\":2,\"y\":\"abc\"}\n", ErrorCode::kBadValue,
       " line 2, column y, series a: 'abc' is not a number; leave the cell empty if it is missing"},
      {"{\"ds\":1,\"y\":2}\n{\"y\":2}\n", ErrorCode::kBadValue,
       " line 2, column ds, series a: the time stamp is empty"},
      {"{\"ds\":1,\"y\":2}\n{\"ds\":1,\"y\":2}\n", ErrorCode::kDuplicate,
       " line 2, series a: the time stamp 1 appears twice; keep one row, or add them up, before "
       "forecasting"},
  };
  for (const Case& each : cases) expect(each, "a.jsonl");
}

TEST(ReadErrors, ParquetErrorsNameTheRow) {
  const TempFolder folder;
  for (const char* name : {"a.parquet", "a.arrow"}) {
    const std::string path = folder.path(name);
    auto writer = TableWriter::open(path);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->write({{"unique_id", std::vector<std::string>{"a", "b", "b", "b"}},
                               {"ds", std::vector<std::int64_t>{1, 1, 2, 2}},
                               {"y", std::vector<double>{1, 2, 3, 4}}}));
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(read_panel(path, {}).error().text(),
              path +
                  " row 4, series b: the time stamp 2 appears twice; keep one row, or add them "
                  "up, before forecasting");
  }
}

TEST(ReadErrors, DamagedFilesAreRefused) {
  const TempFolder folder;
  for (const char* name : {"a.parquet", "a.arrow", "a.csv.gz"}) {
    const std::string path = folder.path(name);
    auto writer = TableWriter::open(path);
    ASSERT_TRUE(writer);
    std::vector<double> values(20000);
    std::vector<std::int64_t> times(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      times[i] = static_cast<std::int64_t>(i);
      values[i] = 1.0 / static_cast<double>(i + 1);
    }
    ASSERT_TRUE(writer->write({{"ds", times}, {"y", values}}));
    ASSERT_TRUE(writer->commit());
    ASSERT_TRUE(read_panel(path, {}));
    const std::string bytes = bytes_of(path);
    for (const std::size_t length : {std::size_t{3}, bytes.size() / 2, bytes.size() - 9}) {
      const auto file = read_panel(folder.file(name, bytes.substr(0, length)), {});
      ASSERT_FALSE(file) << name << " " << length;
      EXPECT_EQ(file.error().code, ErrorCode::kBadFile) << file.error().text();
      EXPECT_EQ(file.error().text().find('\n'), std::string::npos);
    }
    EXPECT_EQ(read_panel(folder.file(name, ""), {}).error().text(), path + ": the file is empty");
    EXPECT_EQ(read_panel(folder.file(name, "just text\nthat goes on\n"), {}).error().code,
              ErrorCode::kBadFile);
  }
}

TEST(ReadErrors, MissingFilesAndFoldersAreNamed) {
  const TempFolder folder;
  for (const char* name : {"a.csv", "a.parquet", "a.arrow", "a.jsonl", "a.csv.gz"}) {
    const std::string path = folder.path(name);
    EXPECT_EQ(read_panel(path, {}).error().text(), path + ": no such file");
    std::filesystem::create_directory(path);
    EXPECT_EQ(read_panel(path, {}).error().text(), path + ": is a folder, not a file");
  }
  const std::string path = folder.file("a.xls", "x");
  EXPECT_EQ(read_panel(path, {}).error().text(),
            path +
                ": the extension says no table format; known are csv, csv.gz, parquet, arrow "
                "(feather) and jsonl");
  EXPECT_EQ(read_panel(path, {.format = "excel"}).error().code, ErrorCode::kUnknownName);
}
}  // namespace
}  // namespace foretell
