// Columns of an answer in the types that the frame itself has.
#include "foretell/ingest/frame_types.hpp"

#include <arrow/api.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "foretell/panel/time_index.hpp"
#include "foretell/panel/time_zone.hpp"

namespace foretell {
namespace {
using Array = std::shared_ptr<arrow::Array>;
using Type = std::shared_ptr<arrow::DataType>;
using Ids = std::span<const std::uint32_t>;

template <class Builder>
arrow::Result<Array> text_ids(Builder builder, const Panel& panel, Ids series) {
  ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<std::int64_t>(series.size())));
  for (const std::uint32_t i : series) ARROW_RETURN_NOT_OK(builder.Append(panel.id(i)));
  return builder.Finish();
}

// The panel keeps ids as texts: those that were integers are read back.
template <class Builder>
arrow::Result<Array> integer_ids(Builder builder, const Panel& panel, Ids series) {
  ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<std::int64_t>(series.size())));
  for (const std::uint32_t i : series) {
    const std::string_view text = panel.id(i);
    typename Builder::value_type value{};
    std::from_chars(text.data(), text.data() + text.size(), value);
    builder.UnsafeAppend(value);
  }
  return builder.Finish();
}

arrow::Result<Array> plain_ids(const arrow::DataType& type, const Panel& panel, Ids series) {
  switch (type.id()) {
    case arrow::Type::LARGE_STRING:
      return text_ids(arrow::LargeStringBuilder(), panel, series);
    case arrow::Type::STRING_VIEW:
      return text_ids(arrow::StringViewBuilder(), panel, series);
    case arrow::Type::INT8:
      return integer_ids(arrow::Int8Builder(), panel, series);
    case arrow::Type::INT16:
      return integer_ids(arrow::Int16Builder(), panel, series);
    case arrow::Type::INT32:
      return integer_ids(arrow::Int32Builder(), panel, series);
    case arrow::Type::INT64:
      return integer_ids(arrow::Int64Builder(), panel, series);
    case arrow::Type::UINT8:
      return integer_ids(arrow::UInt8Builder(), panel, series);
    case arrow::Type::UINT16:
      return integer_ids(arrow::UInt16Builder(), panel, series);
    case arrow::Type::UINT32:
      return integer_ids(arrow::UInt32Builder(), panel, series);
    case arrow::Type::UINT64:
      return integer_ids(arrow::UInt64Builder(), panel, series);
    default:
      return text_ids(arrow::StringBuilder(), panel, series);
  }
}

arrow::Result<Array> coded_ids(const arrow::DictionaryType& type, const IdColumn& column,
                               Array& dictionary) {
  if (dictionary == nullptr) {
    std::vector<std::uint32_t> all(column.panel->size());
    std::iota(all.begin(), all.end(), 0U);
    ARROW_ASSIGN_OR_RAISE(dictionary, plain_ids(*type.value_type(), *column.panel, all));
  }
  arrow::Int32Builder indices;
  ARROW_RETURN_NOT_OK(indices.Reserve(static_cast<std::int64_t>(column.series.size())));
  for (const std::uint32_t i : column.series) {
    indices.UnsafeAppend(static_cast<std::int32_t>(i));
  }
  ARROW_ASSIGN_OR_RAISE(const Array index_array, indices.Finish());
  return arrow::DictionaryArray::FromArrays(arrow::dictionary(arrow::int32(), dictionary->type()),
                                            index_array, dictionary);
}

std::int64_t per_second(arrow::TimeUnit::type unit) {
  constexpr std::array<std::int64_t, 4> kPerSecond{1, 1000, 1'000'000, 1'000'000'000};
  return kPerSecond.at(static_cast<std::size_t>(unit));
}

arrow::Status beyond(std::int64_t value, const arrow::DataType& type) {
  return arrow::Status::Invalid(
      fmt::format("a time stamp of the answer ({}) is beyond what {} can hold; give the time "
                  "column in a wider type",
                  value, type.ToString()));
}

template <class Builder>
arrow::Result<Array> whole_numbers(Builder builder, const std::vector<std::int64_t>& values) {
  ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<std::int64_t>(values.size())));
  for (const std::int64_t value : values) {
    const auto narrow = static_cast<typename Builder::value_type>(value);
    if (static_cast<std::int64_t>(narrow) != value || (narrow < 0) != (value < 0)) {
      return beyond(value, *builder.type());
    }
    builder.UnsafeAppend(narrow);
  }
  return builder.Finish();
}

arrow::Result<Array> integer_times(const arrow::DataType* type,
                                   const std::vector<std::int64_t>& stamps) {
  switch (type == nullptr ? arrow::Type::INT64 : type->id()) {
    case arrow::Type::INT8:
      return whole_numbers(arrow::Int8Builder(), stamps);
    case arrow::Type::INT16:
      return whole_numbers(arrow::Int16Builder(), stamps);
    case arrow::Type::INT32:
      return whole_numbers(arrow::Int32Builder(), stamps);
    case arrow::Type::UINT8:
      return whole_numbers(arrow::UInt8Builder(), stamps);
    case arrow::Type::UINT16:
      return whole_numbers(arrow::UInt16Builder(), stamps);
    case arrow::Type::UINT32:
      return whole_numbers(arrow::UInt32Builder(), stamps);
    case arrow::Type::UINT64:
      return whole_numbers(arrow::UInt64Builder(), stamps);
    default:
      return whole_numbers(arrow::Int64Builder(), stamps);
  }
}

// Days of a panel whose frame has instants of a zone: the instants at which they begin there.
void turn_to_instants(std::vector<std::int64_t>& stamps, const std::string& zone_name) {
  const auto zone = TimeZone::find(zone_name);
  if (!zone) return;
  for (std::int64_t& stamp : stamps) stamp = zone->instants(stamp).first;
}

arrow::Result<Array> stamp_array(const Type& type, std::vector<std::int64_t> stamps) {
  const std::int64_t scale = per_second(static_cast<const arrow::TimestampType&>(*type).unit());
  for (std::int64_t& stamp : stamps) {
    if (__builtin_mul_overflow(stamp, scale, &stamp)) return beyond(stamp, *type);
  }
  const auto count = static_cast<std::int64_t>(stamps.size());
  return std::make_shared<arrow::TimestampArray>(type, count,
                                                 arrow::Buffer::FromVector(std::move(stamps)));
}

std::vector<std::int64_t> stamps_of(const TimeColumn& column) {
  const TimeIndex index(column.panel->frequency());
  std::vector<std::int64_t> stamps;
  stamps.reserve(column.ordinals.size());
  for (const std::int64_t ordinal : column.ordinals) stamps.push_back(index.stamp(ordinal));
  return stamps;
}
}  // namespace

arrow::Result<Array> frame_ids(const IdColumn& column, const arrow::DataType* type,
                               Array& dictionary) {
  if (type != nullptr && type->id() == arrow::Type::DICTIONARY) {
    return coded_ids(static_cast<const arrow::DictionaryType&>(*type), column, dictionary);
  }
  return plain_ids(type == nullptr ? *arrow::utf8() : *type, *column.panel, column.series);
}

arrow::Result<Array> frame_times(const TimeColumn& column, const Type& type) {
  const Panel& panel = *column.panel;
  std::vector<std::int64_t> stamps = stamps_of(column);
  const bool days = !below_a_day(panel.frequency());
  if (panel.frequency().unit == Frequency::Unit::kInteger) {
    return integer_times(type.get(), stamps);
  }
  if (type != nullptr && days && type->id() == arrow::Type::DATE32) {
    for (std::int64_t& stamp : stamps) stamp /= 86400;
    return whole_numbers(arrow::Date32Builder(), stamps);
  }
  auto unit = arrow::TimeUnit::MICRO;
  std::string zone = days ? "" : panel.time_zone();
  if (type != nullptr && type->id() == arrow::Type::TIMESTAMP) {
    const auto& given = static_cast<const arrow::TimestampType&>(*type);
    unit = given.unit();
    if (!given.timezone().empty()) {
      zone = given.timezone();
      if (days) turn_to_instants(stamps, panel.time_zone());
    }
  }
  return stamp_array(arrow::timestamp(unit, zone), std::move(stamps));
}

arrow::Result<Array> frame_numbers(std::vector<double> values) {
  const auto count = static_cast<std::int64_t>(values.size());
  const auto num_missing = static_cast<std::int64_t>(
      std::count_if(values.begin(), values.end(), [](double value) { return std::isnan(value); }));
  std::shared_ptr<arrow::Buffer> valid;
  if (num_missing > 0) {
    arrow::TypedBufferBuilder<bool> bits;
    ARROW_RETURN_NOT_OK(bits.Reserve(count));
    for (const double value : values) bits.UnsafeAppend(!std::isnan(value));
    ARROW_ASSIGN_OR_RAISE(valid, bits.Finish());
  }
  return std::make_shared<arrow::DoubleArray>(count, arrow::Buffer::FromVector(std::move(values)),
                                              valid, num_missing);
}
}  // namespace foretell
