#pragma once
#include <arrow/array.h>

#include <string>
#include <vector>

#include "foretell/ingest/column_choice.hpp"
#include "foretell/ingest/row_block.hpp"

// Only for the sources of this folder: shows Arrow's headers.
namespace foretell {
/// Appends the rows of Arrow arrays to a block, run by run. Ids of dictionary arrays are looked up
/// once per entry, not per row. On a bad cell sets the block's error (row within the block) and
/// returns false.
class ArrowColumns {
 public:
  explicit ArrowColumns(RowBlock& block) : block_(block) {}

  bool add_ids(const arrow::Array& array, const std::string& column);
  bool add_times(const arrow::Array& array, const std::string& column);
  bool add_values(const arrow::Array& array, const std::string& column,
                  std::vector<double>& values);
  /// Rows all of one series.
  void add_id(std::string_view id, std::size_t rows);

 private:
  bool refuse(std::size_t row, ErrorCode code, const std::string& column, std::string message);
  bool add_text_times(const arrow::Array& array, const std::string& column);
  bool add_text_values(const arrow::Array& array, const std::string& column,
                       std::vector<double>& values);
  template <class Seconds>
  bool add_numbers(const arrow::Array& array, const std::string& column, TimeKind kind,
                   Seconds seconds);

  std::uint32_t code_of(const arrow::Array& entries, std::int64_t index, bool text);

  static constexpr std::uint32_t kNoCode = UINT32_MAX;

  RowBlock& block_;
  std::size_t num_ids_ = 0;
  std::vector<std::uint32_t> codes_;  // of the last dictionary's entries that rows have shown
  const void* dictionary_ = nullptr;
};

/// What a column of this type can be, without looking at its cells.
[[nodiscard]] ColumnKind kind_of(const arrow::DataType& type);
/// The text of a cell of a string, or of a dictionary of strings; empty for null.
[[nodiscard]] std::string_view text_at(const arrow::Array& array, std::int64_t row);
[[nodiscard]] bool is_text(const arrow::DataType& type);
/// The zone that a type of time stamps names; empty for others.
[[nodiscard]] std::string time_zone_of(const arrow::DataType& type);
}  // namespace foretell
