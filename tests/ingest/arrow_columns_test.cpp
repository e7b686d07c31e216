#include "foretell/ingest/arrow_columns.hpp"

#include <arrow/array.h>
#include <arrow/builder.h>
#include <arrow/type.h>
#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
using Array = std::shared_ptr<arrow::Array>;

template <class Builder, class Value>
Array make(Builder&& builder, const std::vector<Value>& values, bool null_at_end = false) {
  for (const Value& value : values) EXPECT_TRUE(builder.Append(value).ok());
  if (null_at_end) {
    EXPECT_TRUE(builder.AppendNull().ok());
  }
  return *builder.Finish();
}

std::vector<double> values_of(const Array& array) {
  RowBlock block;
  block.start(1);
  ArrowColumns columns(block);
  EXPECT_TRUE(columns.add_values(*array, "y", block.columns[0])) << block.error->message;
  return block.columns[0];
}

TEST(ArrowColumns, ReadsNumbersOfEveryType) {
  const std::vector<double> truth{1, 2};
  EXPECT_EQ(values_of(make(arrow::Int8Builder{}, std::vector<int8_t>{1, 2})), truth);
  EXPECT_EQ(values_of(make(arrow::UInt64Builder{}, std::vector<uint64_t>{1, 2})), truth);
  EXPECT_EQ(values_of(make(arrow::FloatBuilder{}, std::vector<float>{1, 2})), truth);
  EXPECT_EQ(values_of(make(arrow::StringBuilder{}, std::vector<std::string>{"1", "2"})), truth);
  arrow::Decimal128Builder decimals(arrow::decimal128(10, 2));
  EXPECT_EQ(values_of(make(decimals, std::vector<arrow::Decimal128>{100, 200})), truth);
  EXPECT_EQ(values_of(make(arrow::BooleanBuilder{}, std::vector<bool>{true, false})),
            (std::vector<double>{1, 0}));
}

TEST(ArrowColumns, NullIsMissing) {
  const auto values = values_of(make(arrow::Int32Builder{}, std::vector<int>{7}, true));
  EXPECT_EQ(values[0], 7);
  EXPECT_TRUE(std::isnan(values[1]));
}

RowBlock times_of(const Array& array) {
  RowBlock block;
  block.start(1);
  ArrowColumns(block).add_times(*array, "ds");
  return block;
}

TEST(ArrowColumns, ReadsTimesOfEveryType) {
  const std::vector<std::int64_t> truth{86400};
  EXPECT_EQ(times_of(make(arrow::Date32Builder{}, std::vector<int>{1})).times, truth);
  EXPECT_EQ(times_of(make(arrow::Date64Builder{}, std::vector<int64_t>{86400000})).times, truth);
  EXPECT_EQ(times_of(make(arrow::StringBuilder{}, std::vector<std::string>{"1970-01-02"})).times,
            truth);
  const auto pool = arrow::default_memory_pool();
  arrow::TimestampBuilder nanos(arrow::timestamp(arrow::TimeUnit::NANO), pool);
  EXPECT_EQ(times_of(make(nanos, std::vector<int64_t>{86400'000'000'000})).times, truth);
  arrow::TimestampBuilder zoned(arrow::timestamp(arrow::TimeUnit::SECOND, "UTC"), pool);
  const RowBlock block = times_of(make(zoned, std::vector<int64_t>{86400}));
  EXPECT_EQ(block.times, truth);
  EXPECT_EQ(block.kind, TimeKind::kInstant);
  EXPECT_EQ(times_of(make(arrow::Int16Builder{}, std::vector<int16_t>{3})).kind,
            TimeKind::kInteger);
}

TEST(ArrowColumns, RefusesFractionsOfASecondAndEmptyStamps) {
  arrow::TimestampBuilder millis(arrow::timestamp(arrow::TimeUnit::MILLI),
                                 arrow::default_memory_pool());
  EXPECT_TRUE(times_of(make(millis, std::vector<int64_t>{1500})).error);
  const RowBlock block = times_of(make(arrow::Date32Builder{}, std::vector<int>{1}, true));
  ASSERT_TRUE(block.error);
  EXPECT_EQ(block.error->row, 1U);
  EXPECT_EQ(block.error->message, "the time stamp is empty");
}

TEST(ArrowColumns, IdsOfDictionariesTextsAndIntegersMakeRuns) {
  const std::vector<std::string> ids{"a", "a", "b"};
  arrow::StringDictionaryBuilder dictionary;
  for (const Array& array : {make(arrow::StringBuilder{}, ids), make(dictionary, ids),
                             make(arrow::LargeStringBuilder{}, ids)}) {
    RowBlock block;
    block.start(1);
    ArrowColumns columns(block);
    ASSERT_TRUE(columns.add_ids(*array, "id"));
    ASSERT_EQ(block.runs.size(), 2U);
    EXPECT_EQ(block.runs[0].rows, 2U);
    EXPECT_EQ(block.ids[block.runs[1].series], "b");
  }
  RowBlock block;
  block.start(1);
  ASSERT_TRUE(
      ArrowColumns(block).add_ids(*make(arrow::Int64Builder{}, std::vector<int64_t>{7, 8}), "id"));
  EXPECT_EQ(block.ids[1], "8");
}
}  // namespace
}  // namespace foretell
