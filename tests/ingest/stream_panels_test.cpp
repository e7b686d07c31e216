#include "foretell/ingest/stream_panels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "tests/ingest/temp_folder.hpp"

namespace foretell {
namespace {
// 200 monthly series of 3 to 12 observations, some with a gap.
std::string table_text() {
  std::ostringstream text;
  text << "unique_id,ds,y\n";
  for (int s = 0; s < 200; ++s) {
    for (int t = 0; t < 3 + s % 10; ++t) {
      if (s % 7 == 2 && t == 1) continue;
      text << "store " << s << ",2020-" << (t < 9 ? "0" : "") << t + 1 << "-01," << s + t << '\n';
    }
  }
  return text.str();
}

// Everything about the series, to compare.
void show(const Panel& panel, std::ostringstream& text) {
  for (std::size_t i = 0; i < panel.size(); ++i) {
    text << panel.id(i) << ' ' << to_string(panel.frequency()) << ' ' << panel.start(i);
    for (const double value : panel.series(i).values) text << ' ' << value;
    text << '\n';
  }
}

TEST(StreamPanels, TheSeriesAreThoseOfTheWholeTableWhereverItIsCut) {
  const TempFolder folder;
  const std::string path = folder.file("sales.csv", table_text());
  const auto whole = read_panel(path, {});
  ASSERT_TRUE(whole);
  std::ostringstream expected;
  show(whole->panel, expected);
  for (const std::size_t rows : {1, 7, 100, 100000}) {
    std::ostringstream streamed;
    std::size_t num_rows = 0, num_gaps = 0;
    const auto done = stream_panels(path, {}, rows, [&](const PanelFile& part) -> Result<void> {
      show(part.panel, streamed);
      num_rows += part.num_rows;
      num_gaps += part.num_gaps;
      return {};
    });
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_EQ(streamed.str(), expected.str());
    EXPECT_EQ(num_rows, whole->num_rows);
    EXPECT_EQ(num_gaps, whole->num_gaps);
  }
}

TEST(StreamPanels, ASeriesThatComesAgainIsNamed) {
  const TempFolder folder;
  const std::string path =
      folder.file("mixed.csv",
                  "unique_id,ds,y\na,2020-01-01,1\na,2020-02-01,1\nb,2020-01-01,1\n"
                  "b,2020-02-01,1\na,2020-03-01,1\n");
  const auto done = stream_panels(path, {}, 1, [](const PanelFile&) { return Result<void>{}; });
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().text().find("series a"), std::string::npos) << done.error().text();
  EXPECT_NE(done.error().text().find("sort the table"), std::string::npos);
}

TEST(StreamPanels, ErrorsNameTheLine) {
  const TempFolder folder;
  std::string text = table_text();
  text += "last,2020-01-01,1\nlast,2020-01-01,2\n";
  const std::string path = folder.file("double.csv", text);
  const auto done = stream_panels(path, {}, 50, [](const PanelFile&) { return Result<void>{}; });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kDuplicate);
  EXPECT_NE(done.error().text().find("line"), std::string::npos) << done.error().text();
}

TEST(StreamPanels, RefusesWideAndEmptyTablesAndStopsWhereTheSinkSays) {
  const TempFolder folder;
  const auto nothing = [](const PanelFile&) { return Result<void>{}; };
  const std::string wide = folder.file("wide.csv", "ds,a,b\n2020-01-01,1,2\n");
  EXPECT_EQ(stream_panels(wide, {.wide = true}, 10, nothing).error().code,
            ErrorCode::kInvalidOption);
  const std::string empty = folder.file("empty.csv", "unique_id,ds,y\n");
  EXPECT_EQ(stream_panels(empty, {}, 10, nothing).error().code, ErrorCode::kBadFile);
  const std::string path = folder.file("sales.csv", table_text());
  std::size_t calls = 0;
  const auto done = stream_panels(path, {}, 1, [&](const PanelFile&) -> Result<void> {
    ++calls;
    return fail(ErrorCode::kIo, "the disk is full");
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "the disk is full");
  EXPECT_EQ(calls, 1U);
}
}  // namespace
}  // namespace foretell
