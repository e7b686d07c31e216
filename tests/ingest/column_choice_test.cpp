#include "foretell/ingest/column_choice.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
using Kind = ColumnKind;

Result<ColumnChoice> choose(const std::vector<ColumnSketch>& columns, TableLayout layout = {}) {
  return choose_columns(columns, layout, false);
}

TEST(ColumnChoice, TakesTheUsualNamesBeforeAnyOther) {
  const auto choice = choose({{"y", Kind::kNumber},
                              {"price", Kind::kNumber},
                              {"ds", Kind::kInteger},
                              {"unique_id", Kind::kText},
                              {"date", Kind::kTime}});
  ASSERT_TRUE(choice) << choice.error().text();
  EXPECT_EQ(choice->id, 3U);
  EXPECT_EQ(choice->time, 2U);
  EXPECT_EQ(choice->targets, std::vector<std::size_t>{0});
  EXPECT_EQ(choice->ignored, (std::vector<std::string>{"price", "date"}));
}

TEST(ColumnChoice, TakesTheOnlyCandidateByKind) {
  const auto choice =
      choose({{"shop", Kind::kText}, {"when", Kind::kTime}, {"sales", Kind::kInteger}});
  ASSERT_TRUE(choice) << choice.error().text();
  EXPECT_EQ(choice->id, 0U);
  EXPECT_EQ(choice->time, 1U);
  EXPECT_EQ(choice->targets, std::vector<std::size_t>{2});
}

TEST(ColumnChoice, NeedsNoIdForOneSeries) {
  const auto choice = choose({{"when", Kind::kTime}, {"sales", Kind::kNumber}});
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->id, std::nullopt);
}

TEST(ColumnChoice, AsksWhereTwoColumnsMayBeMeant) {
  const auto choice = choose({{"when", Kind::kTime}, {"a", Kind::kNumber}, {"b", Kind::kNumber}});
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().code, ErrorCode::kUnknownName);
  EXPECT_EQ(choice.error().message,
            "2 columns may hold the values; name one with --target (columns: when, a, b)");
  const auto time = choose({{"a", Kind::kNumber}, {"y", Kind::kNumber}});
  ASSERT_FALSE(time);
  EXPECT_EQ(time.error().message,
            "no column may hold the time stamps; name one with --time (columns: a, y)");
}

TEST(ColumnChoice, SuggestsTheNearestName) {
  const auto choice = choose({{"ds", Kind::kTime}, {"sales", Kind::kNumber}}, {.target = "sale"});
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().message,
            "no column 'sale' for the values; did you mean 'sales'? (columns: ds, sales)");
}

TEST(ColumnChoice, RefusesTwoColumnsOfOneName) {
  const auto choice = choose({{"ds", Kind::kTime}, {"y", Kind::kNumber}, {"y", Kind::kNumber}});
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().code, ErrorCode::kDuplicate);
}

TEST(ColumnKind, IsReadOffTheCells) {
  EXPECT_EQ(kind_of({"1", "2", ""}), Kind::kInteger);
  EXPECT_EQ(kind_of({"1", "2.5"}), Kind::kNumber);
  EXPECT_EQ(kind_of({"2020-01-01", ""}), Kind::kTime);
  EXPECT_EQ(kind_of({"20200101", "20200102"}), Kind::kTime);
  EXPECT_EQ(kind_of({"a", "1"}), Kind::kText);
  EXPECT_EQ(kind_of({"2020-01-01", "later"}), Kind::kText);
  EXPECT_EQ(kind_of({"", "NA"}), Kind::kEmpty);
}
}  // namespace
}  // namespace foretell
