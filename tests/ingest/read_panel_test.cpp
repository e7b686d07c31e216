#include "foretell/ingest/read_panel.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "foretell/base/parallel.hpp"
#include "foretell/base/rng.hpp"
#include "foretell/panel/format_time.hpp"
#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
Result<PanelFile> read(const std::string& csv, TableLayout layout = {}) {
  if (layout.format.empty()) layout.format = "csv";
  return read_panel_from_bytes(csv, layout);
}

// A panel as text, to compare.
std::string shown(const Panel& panel) {
  std::ostringstream text;
  text << to_string(panel.frequency()) << ' ' << panel.time_zone() << '\n';
  for (std::size_t i = 0; i < panel.size(); ++i) {
    text << panel.id(i) << ' ' << format_time(panel.frequency(), panel.time_zone(), panel.start(i));
    for (const double value : panel.series(i).values) text << ' ' << std::to_string(value);
    text << '\n';
  }
  return text.str();
}
std::string panel_of(const std::string& csv, const TableLayout& layout = {}) {
  const auto file = read(csv, layout);
  return file ? shown(file->panel) : file.error().text();
}

constexpr const char* kTwoSeries =
    "unique_id,ds,y\n"
    "a,2020-01-31,1\na,2020-02-29,2\na,2020-03-31,\n"
    "b,2020-03-31,5.5\nb,2020-05-31,7\nb,2020-06-30,8\n";
constexpr const char* kTwoSeriesShown =
    "ME \n"
    "a 2020-01-31 1.000000 2.000000 nan\n"
    "b 2020-03-31 5.500000 nan 7.000000 8.000000\n";

TEST(ReadPanel, GapsAndEmptyValuesAreMissingAndCounted) {
  const auto file = read(kTwoSeries);
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(shown(file->panel), kTwoSeriesShown);
  EXPECT_EQ(file->num_rows, 6U);
  EXPECT_EQ(file->num_gaps, 1U);
  EXPECT_EQ(file->num_missing, 1U);
  EXPECT_EQ(file->num_unsorted, 0U);
  EXPECT_TRUE(file->frequency_inferred);
  EXPECT_EQ(file->panel.periods()[0], 12U);
}

TEST(ReadPanel, DelimitersLineEndsQuotesAndByteOrderMarksDoNotMatter) {
  std::string text = kTwoSeries;
  for (const char delimiter : {';', '\t', '|'}) {
    std::string other = text;
    std::replace(other.begin(), other.end(), ',', delimiter);
    EXPECT_EQ(panel_of(other), kTwoSeriesShown) << delimiter;
  }
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : text) {
    if (c == '\n') windows += '\r';
    windows += c;
  }
  EXPECT_EQ(panel_of(windows), kTwoSeriesShown);
  EXPECT_EQ(panel_of("\n\"unique_id\",\"ds\",\"y\"\n\"a\",\"2020-01-31\",\"1\"\n\na,2020-02-29,2"),
            "ME \na 2020-01-31 1.000000 2.000000\n");
  EXPECT_EQ(
      panel_of(
          "unique_id,ds,y\n\"a \"\"x\"\",\nb\",2020-01-31,1\n\"a \"\"x\"\",\nb\",2020-02-29,2"),
      "ME \na \"x\",\nb 2020-01-31 1.000000 2.000000\n");
}

TEST(ReadPanel, EveryFormatGivesTheSamePanel) {
  const std::string json =
      "{\"unique_id\":\"a\",\"ds\":\"2020-01-31\",\"y\":1}\n"
      "{\"unique_id\":\"a\",\"ds\":\"2020-02-29\",\"y\":\"2\"}\n\n"
      "{\"unique_id\":\"a\",\"ds\":\"2020-03-31\"}\n"
      "{\"y\":5.5,\"unique_id\":\"b\",\"ds\":\"2020-03-31\"}\n"
      "{\"unique_id\":\"b\",\"ds\":\"2020-05-31\",\"y\":7.0}\n"
      "{\"unique_id\":\"b\",\"ds\":\"2020-06-30\",\"y\":8}";
  EXPECT_EQ(panel_of(json, {.format = "jsonl"}), kTwoSeriesShown);
}

TEST(ReadPanel, WideTablesHaveOneColumnPerSeries) {
  const auto file =
      read("ds,a,b,c\n2020-01-31,1,,\n2020-02-29,,2,\n2020-03-31,3,4,\n2020-04-30,,5,\n",
           {.wide = true});
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(shown(file->panel),
            "ME \na 2020-01-31 1.000000 nan 3.000000\nb 2020-02-29 2.000000 4.000000 5.000000\n"
            "c 2020-01-31 nan nan nan nan\n");
}

TEST(ReadPanel, ShuffledRowsGiveTheSamePanel) {
  std::vector<std::string> rows;
  std::string sorted = "unique_id,ds,y\n";
  for (int series = 0; series < 20; ++series) {
    for (int k = 0; k < 50; ++k) {
      std::ostringstream row;
      row << 's' << series << ',' << 100 + k << ',' << series * 1000 + k << '\n';
      rows.push_back(row.str());
      sorted += rows.back();
    }
  }
  Rng rng(4);
  for (std::size_t i = rows.size() - 1; i > 0; --i) {
    std::swap(rows[i], rows[rng.below(static_cast<std::uint32_t>(i + 1))]);
  }
  std::string shuffled = "unique_id,ds,y\n";
  for (const std::string& row : rows) shuffled += row;
  const auto first = read(sorted);
  const auto second = read(shuffled);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(second->num_unsorted, 20U);
  for (std::size_t i = 0; i < 20; ++i) {
    std::size_t j = 0;
    while (second->panel.id(j) != first->panel.id(i)) ++j;
    EXPECT_TRUE(std::equal(first->panel.series(i).values.begin(),
                           first->panel.series(i).values.end(),
                           second->panel.series(j).values.begin()));
  }
}

TEST(ReadPanel, ManyBlocksAndThreadsGiveTheSamePanel) {
  std::ostringstream text;
  text << "unique_id,ds,y\n";
  for (int series = 0; series < 4000; ++series) {
    for (int k = 0; k < 50; ++k) {
      text << "\"series " << series << "\"," << 7 * k << ',' << k * 0.25 << '\n';
    }
  }
  const std::string csv = text.str();
  const auto many = read(csv);
  ASSERT_TRUE(many) << many.error().text();
  set_num_threads(1);
  const auto one = read(csv);
  set_num_threads(0);
  ASSERT_TRUE(one);
  EXPECT_EQ(many->panel.size(), 4000U);
  EXPECT_EQ(shown(many->panel), shown(one->panel));
}

TEST(ReadPanel, TheGivenFrequencyCountsGapsThatInferenceWouldRefuse) {
  const std::string csv = "ds,y\n2020-01-01,1\n2020-01-08,2\n2020-01-09,3\n2020-01-31,4\n";
  EXPECT_FALSE(read(csv));
  const auto file = read(csv, {.format = "csv", .frequency = *parse_frequency("D")});
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->panel.length(0), 31U);
  EXPECT_EQ(file->num_gaps, 27U);
  EXPECT_FALSE(file->frequency_inferred);
}

TEST(ReadPanel, IntegersStayIntegers) {
  EXPECT_EQ(panel_of("ds,y\n10,1\n20,2\n40,3\n50,4\n"),
            "10 \nbytes 10 1.000000 2.000000 nan 3.000000 4.000000\n");
  EXPECT_EQ(panel_of("ds,y\n1990,1\n1991,2\n"), "1 \nbytes 1990 1.000000 2.000000\n");
}

TEST(ReadPanel, YearsAsIntegersBecomeDatesWhenTheFrequencyIsYearly) {
  EXPECT_EQ(panel_of("ds,y\n1990,1\n1991,2\n", {.frequency = *parse_frequency("YE")}),
            "YE \nbytes 1990-12-31 1.000000 2.000000\n");
  EXPECT_EQ(panel_of("ds,y\n1990,1\n1991,2\n", {.frequency = *parse_frequency("Y")}),
            "YS \nbytes 1990-01-01 1.000000 2.000000\n");
}

TEST(ReadPanel, AFileWithOneSeriesHasTheFilesNameAsId) {
  const TempFolder folder;
  const auto file =
      read_panel(folder.file("air.passengers.csv", "month,n\n2020-01,1\n2020-02,2\n"), {});
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->panel.id(0), "air");
  EXPECT_EQ(to_string(file->panel.frequency()), "MS");
}

TEST(ReadPanel, NamesColumnsThatAreNotUsed) {
  const auto file = read("ds,y,price\n2020-01,1,2\n2020-02,2,3\n");
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->ignored_columns, std::vector<std::string>{"price"});
}

TEST(ReadPanel, AllMissingAndOneObservationAreRead) {
  EXPECT_EQ(panel_of("ds,y\n2020-01-01,\n2020-01-02,NA\n"), "D \nbytes 2020-01-01 nan nan\n");
  EXPECT_EQ(panel_of("ds,y\n7,3\n"), "1 \nbytes 7 3.000000\n");
  EXPECT_EQ(panel_of("ds,y\n2020-01-01,3\n", {.frequency = *parse_frequency("D")}),
            "D \nbytes 2020-01-01 3.000000\n");
}
}  // namespace
}  // namespace foretell
