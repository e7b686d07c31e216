#include "foretell/ingest/arrow_columns.hpp"

#include <arrow/array/array_dict.h>
#include <arrow/type.h>
#include <arrow/type_traits.h>
#include <arrow/util/utf8.h>
#include <fmt/format.h>

#include "foretell/ingest/arrow_numbers.hpp"
#include "foretell/ingest/number.hpp"
#include "foretell/ingest/text_rows.hpp"
#include "foretell/panel/calendar.hpp"

namespace foretell {
namespace {
constexpr std::int64_t kLargestTime = std::int64_t{1} << 53U;

const arrow::Array& values_of(const arrow::Array& array) {
  return *static_cast<const arrow::DictionaryArray&>(array).dictionary();
}

std::int64_t index_at(const arrow::Array& array, std::int64_t row) {
  return static_cast<const arrow::DictionaryArray&>(array).GetValueIndex(row);
}

std::int64_t per_second(arrow::TimeUnit::type unit) {
  switch (unit) {
    case arrow::TimeUnit::SECOND:
      return 1;
    case arrow::TimeUnit::MILLI:
      return 1000;
    case arrow::TimeUnit::MICRO:
      return 1'000'000;
    case arrow::TimeUnit::NANO:
      return 1'000'000'000;
  }
  return 1;
}

std::string integer_id(const arrow::Array& array, std::int64_t row) {
  std::string text;
  with_numbers(array, [&](const auto* values) {
    text = fmt::format("{}", values[row]);
    return true;
  });
  return text;
}
}  // namespace

bool is_text(const arrow::DataType& type) {
  if (type.id() == arrow::Type::DICTIONARY) {
    return is_text(*static_cast<const arrow::DictionaryType&>(type).value_type());
  }
  return arrow::is_string(type.id()) || type.id() == arrow::Type::STRING_VIEW;
}

ColumnKind kind_of(const arrow::DataType& type) {
  if (is_text(type)) return ColumnKind::kText;
  if (arrow::is_integer(type.id())) return ColumnKind::kInteger;
  if (arrow::is_floating(type.id()) || arrow::is_decimal(type.id())) return ColumnKind::kNumber;
  switch (type.id()) {
    case arrow::Type::BOOL:
      return ColumnKind::kNumber;
    case arrow::Type::DATE32:
    case arrow::Type::DATE64:
    case arrow::Type::TIMESTAMP:
      return ColumnKind::kTime;
    case arrow::Type::NA:
      return ColumnKind::kEmpty;
    default:
      return ColumnKind::kOther;
  }
}

std::string time_zone_of(const arrow::DataType& type) {
  if (type.id() != arrow::Type::TIMESTAMP) return {};
  return static_cast<const arrow::TimestampType&>(type).timezone();
}

std::string_view text_at(const arrow::Array& array, std::int64_t row) {
  if (array.IsNull(row)) return {};
  switch (array.type_id()) {
    case arrow::Type::STRING:
      return static_cast<const arrow::StringArray&>(array).GetView(row);
    case arrow::Type::LARGE_STRING:
      return static_cast<const arrow::LargeStringArray&>(array).GetView(row);
    case arrow::Type::STRING_VIEW:
      return static_cast<const arrow::StringViewArray&>(array).GetView(row);
    case arrow::Type::DICTIONARY: {
      const auto& dictionary = static_cast<const arrow::DictionaryArray&>(array);
      return text_at(*dictionary.dictionary(), dictionary.GetValueIndex(row));
    }
    default:
      return {};
  }
}

bool ArrowColumns::refuse(std::size_t row, ErrorCode code, const std::string& column,
                          std::string message) {
  if (!block_.error || row < block_.error->row) {
    block_.error = RowError{row, code, column, series_at(block_, row), std::move(message)};
  }
  return false;
}

void ArrowColumns::add_id(std::string_view id, std::size_t rows) {
  const std::uint32_t series = block_.ids.intern(id);
  block_.runs.push_back({series, static_cast<std::uint32_t>(rows)});
}

// Categories that no row has are no series: an entry gets its number when a row shows it.
std::uint32_t ArrowColumns::code_of(const arrow::Array& entries, std::int64_t index, bool text) {
  std::uint32_t& code = codes_[static_cast<std::size_t>(index)];
  if (code == kNoCode) {
    code = text ? block_.ids.intern(text_at(entries, index))
                : block_.ids.intern(integer_id(entries, index));
  }
  return code;
}

bool ArrowColumns::add_ids(const arrow::Array& array, const std::string& column) {
  const std::size_t base = num_ids_;
  const bool dictionary = array.type_id() == arrow::Type::DICTIONARY;
  const arrow::Array& entries = dictionary ? values_of(array) : array;
  const bool text = is_text(*entries.type());
  if (!text && !arrow::is_integer(entries.type_id())) {
    return refuse(base, ErrorCode::kBadValue, column,
                  fmt::format("ids of type {} are not supported; use text, integers or categories",
                              array.type()->ToString()));
  }
  if (dictionary && dictionary_ != &entries) {
    codes_.assign(static_cast<std::size_t>(entries.length()), kNoCode);
    dictionary_ = &entries;
  }
  std::int64_t last_index = -1;
  std::uint32_t series = 0;
  std::string_view last;
  for (std::int64_t i = 0; i < array.length(); ++i) {
    const std::int64_t index = dictionary && !array.IsNull(i) ? index_at(array, i) : i;
    if (array.IsNull(i) || (dictionary && entries.IsNull(index))) {
      return refuse(base + static_cast<std::size_t>(i), ErrorCode::kBadValue, column,
                    "the series id is empty");
    }
    if (dictionary) {
      if (index != last_index) series = code_of(entries, index, text);
      last_index = index;
    } else if (text) {
      const std::string_view id = text_at(array, i);
      if (i == 0 || id != last) series = block_.ids.intern(id);
      last = id;
    } else {
      series = block_.ids.intern(integer_id(array, i));
    }
    block_.add_row(series);
  }
  num_ids_ += static_cast<std::size_t>(array.length());
  return true;
}

template <class Seconds>
bool ArrowColumns::add_numbers(const arrow::Array& array, const std::string& column, TimeKind kind,
                               Seconds seconds) {
  const std::size_t base = block_.times.size();
  for (std::int64_t i = 0; i < array.length(); ++i) {
    const std::size_t row = base + static_cast<std::size_t>(i);
    if (array.IsNull(i)) {
      return refuse(row, ErrorCode::kBadValue, column, "the time stamp is empty");
    }
    std::int64_t value = 0;
    if (!seconds(i, value)) {
      return refuse(row, ErrorCode::kBadValue, column,
                    kind == TimeKind::kInteger
                        ? "the integer time stamp is beyond 2^53"
                        : "the time stamp has a fraction of a second, or a year outside 1 … 9999");
    }
    if (!block_.add_time({kind, value})) {
      return refuse(row, ErrorCode::kBadValue, column, explain_mixed_kinds(std::to_string(value)));
    }
  }
  return true;
}

bool ArrowColumns::add_text_times(const arrow::Array& array, const std::string& column) {
  const std::size_t base = block_.times.size();
  for (std::int64_t i = 0; i < array.length(); ++i) {
    const std::string_view text = text_at(array, i);
    const auto stamp = parse_timestamp(text);
    if (stamp && block_.add_time(*stamp)) continue;
    return refuse(base + static_cast<std::size_t>(i), ErrorCode::kBadValue, column,
                  stamp ? explain_mixed_kinds(shown(text)) : explain_timestamp(text));
  }
  return true;
}

bool ArrowColumns::add_times(const arrow::Array& array, const std::string& column) {
  const auto in_range = [](std::int64_t seconds) {
    constexpr std::int64_t kFirst = -62135596800;  // 0001-01-01
    constexpr std::int64_t kLast = 253402300799;   // 9999-12-31 23:59:59
    return seconds >= kFirst && seconds <= kLast;
  };
  if (is_text(*array.type())) return add_text_times(array, column);
  if (array.type_id() == arrow::Type::TIMESTAMP) {
    const auto& type = static_cast<const arrow::TimestampType&>(*array.type());
    const auto* raw = static_cast<const arrow::TimestampArray&>(array).raw_values();
    const std::int64_t scale = per_second(type.unit());
    const auto kind = type.timezone().empty() ? TimeKind::kLocal : TimeKind::kInstant;
    return add_numbers(array, column, kind, [&](std::int64_t i, std::int64_t& value) {
      value = floor_div(raw[i], scale);
      return value * scale == raw[i] && in_range(value);
    });
  }
  if (array.type_id() == arrow::Type::DATE32) {
    const auto* raw = static_cast<const arrow::Date32Array&>(array).raw_values();
    return add_numbers(array, column, TimeKind::kLocal, [&](std::int64_t i, std::int64_t& value) {
      value = raw[i] * kSecondsPerDay;
      return in_range(value);
    });
  }
  if (array.type_id() == arrow::Type::DATE64) {
    const auto* raw = static_cast<const arrow::Date64Array&>(array).raw_values();
    return add_numbers(array, column, TimeKind::kLocal, [&](std::int64_t i, std::int64_t& value) {
      value = floor_div(raw[i], 1000);
      return value * 1000 == raw[i] && in_range(value);
    });
  }
  if (arrow::is_integer(array.type_id())) {
    return with_numbers(array, [&](const auto* raw) {
      return add_numbers(array, column, TimeKind::kInteger,
                         [&](std::int64_t i, std::int64_t& value) {
                           // int8 is a number here, not a character.
                           // NOLINTNEXTLINE(bugprone-signed-char-misuse)
                           value = static_cast<std::int64_t>(raw[i]);
                           return value >= -kLargestTime && value <= kLargestTime;
                         });
    });
  }
  return refuse(block_.times.size(), ErrorCode::kBadValue, column,
                fmt::format("time stamps of type {} are not supported", array.type()->ToString()));
}
}  // namespace foretell
