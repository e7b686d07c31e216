#include "foretell/ingest/frame.hpp"

#include <arrow/api.h>
#include <arrow/c/bridge.h>
#include <gtest/gtest.h>

namespace foretell {
namespace {
using Array = std::shared_ptr<arrow::Array>;

template <class Builder, class Value>
Array make_column(Builder&& builder, const std::vector<Value>& values) {
  EXPECT_TRUE(builder.AppendValues(values).ok());
  return *builder.Finish();
}

// Two series of four days: integers as ids, dates, values.
std::shared_ptr<arrow::Table> days() {
  const auto schema =
      arrow::schema({arrow::field("unique_id", arrow::int16()), arrow::field("ds", arrow::date32()),
                     arrow::field("y", arrow::float64())});
  return arrow::Table::Make(
      schema,
      {make_column(arrow::Int16Builder(), std::vector<std::int16_t>{7, 7, 7, 7, -3, -3, -3, -3}),
       make_column(arrow::Date32Builder(), std::vector<std::int32_t>{1, 2, 3, 4, 1, 2, 3, 4}),
       make_column(arrow::DoubleBuilder(), std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8})});
}

FrameSource frame_of(const std::shared_ptr<arrow::Table>& table) {
  return {[table]() -> Result<ArrowArrayStream*> {
    ArrowArrayStream stream{};
    const auto reader = std::make_shared<arrow::TableBatchReader>(table);
    EXPECT_TRUE(arrow::ExportRecordBatchReader(reader, &stream).ok());
    return take_stream(&stream);
  }};
}

std::shared_ptr<arrow::Table> table_of(const FrameWriter& writer) {
  ArrowArrayStream* stream = writer.stream();
  auto reader = *arrow::ImportRecordBatchReader(stream);
  release_stream(stream);
  return *reader->ToTable();
}

TEST(Frame, RowsBecomeAPanelAndAnswersKeepTheirTypes) {
  FrameTypes types;
  const auto file = read_panel(frame_of(days()), {}, &types);
  ASSERT_TRUE(file) << file.error().text();
  EXPECT_EQ(file->panel.size(), 2U);
  EXPECT_EQ(file->panel.id(1), "-3");
  FrameWriter writer(types);
  const Panel& panel = file->panel;
  ASSERT_TRUE(writer.write({{"unique_id", IdColumn{&panel, {1, 0}}},
                            {"ds", TimeColumn{&panel, {panel.start(1), panel.start(0)}}},
                            {"mean", std::vector<double>{1.5, NAN}}}));
  const auto table = table_of(writer);
  EXPECT_EQ(table->schema()->ToString(), "unique_id: int16\nds: date32[day]\nmean: double");
  EXPECT_EQ((*table->column(0)->GetScalar(0))->ToString(), "-3");
  EXPECT_EQ(table->column(2)->null_count(), 1);
  EXPECT_EQ(writer.num_rows(), 2U);
}

TEST(Frame, TypesSurviveAsTexts) {
  FrameTypes types;
  ASSERT_TRUE(read_panel(frame_of(days()), {}, &types));
  const auto notes = notes_of(types);
  EXPECT_EQ(notes.at("id_type"), "int16");
  EXPECT_EQ(notes.at("time_type"), "date32[day]");
  EXPECT_EQ(notes_of(types_of_notes(notes)), notes);
  const std::map<std::string, std::string> zoned{{"id_type", "categories of string"},
                                                 {"time_type", "timestamp[ns] in Europe/Lisbon"}};
  EXPECT_EQ(notes_of(types_of_notes(zoned)), zoned);
  const auto nonsense = notes_of(types_of_notes({{"id_type", "int8 in x"}, {"time_type", "?"}}));
  EXPECT_EQ(nonsense.at("id_type"), "");
}

TEST(Frame, AnErrorNamesTheRowWhereTheFrameCanBeReadAgain) {
  const auto twice = *arrow::ConcatenateTables({days(), days()->Slice(2, 1)});
  const auto file = read_panel(frame_of(twice), {});
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::kDuplicate);
  EXPECT_EQ(file.error().where, "frame row 9, series 7");
}

TEST(Frame, BlocksOfOtherColumnsAreRefused) {
  FrameWriter writer;
  ASSERT_TRUE(writer.write({{"a", std::vector<double>{1}}}));
  EXPECT_EQ(writer.write({{"b", std::vector<double>{1}}}).error().code, ErrorCode::kInvalidOption);
}

TEST(Frame, NanosecondsEndIn2262) {
  Panel panel(*parse_frequency("YS"), "", {});
  panel.add("a", 100, std::vector<double>{1});
  FrameWriter writer(types_of_notes({{"time_type", "timestamp[ns]"}}));
  const auto refused = writer.write({{"ds", TimeColumn{&panel, {400}}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kNotFinite);
}
}  // namespace
}  // namespace foretell
