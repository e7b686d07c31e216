#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/ingest/id_table.hpp"
#include "foretell/ingest/timestamp.hpp"

namespace foretell {
/// Consecutive rows of one series.
struct Run {
  std::uint32_t series;  ///< number in the block's ids
  std::uint32_t rows;
};

/// The first thing wrong in a block of rows.
struct RowError {
  std::size_t row = 0;  ///< line or row within the block, from 0
  ErrorCode code = ErrorCode::kBadValue;
  std::string column;
  std::string series;
  std::string message;
};

/// Rows of a table in file order, reduced to what a panel needs.
///   Shapes  times [rows]; columns [targets][rows]; runs cover the rows in order (none in a wide
///   table)
struct RowBlock {
  IdTable ids;
  std::vector<Run> runs;
  std::vector<std::int64_t> times;
  std::vector<std::vector<double>> columns;  ///< NaN where the cell is empty
  TimeKind kind = TimeKind::kNone;
  std::int64_t least_offset = INT64_MAX;  ///< of instants, seconds east of UTC
  std::int64_t most_offset = INT64_MIN;
  std::size_t num_lines = 0;  ///< lines (CSV, JSON lines) or rows that the block took from its file
  std::size_t first_number = 1;  ///< line of the first line of `text`, or number of the first row
  std::string_view text;         ///< while the sink looks at it: the rows as text; empty if binary
  bool quotes = false;           ///< of `text`: rows may hold line breaks inside double quotes
  std::optional<RowError> error;

  /// Appends a row to the last run, or begins a new one.
  void add_row(std::uint32_t series) {
    if (runs.empty() || runs.back().series != series) {
      runs.push_back({series, 1});
    } else {
      ++runs.back().rows;
    }
  }
  /// Appends a time stamp; false if it is of another kind than those before.
  bool add_time(const Timestamp& stamp) {
    if (kind == TimeKind::kNone) kind = stamp.kind;
    if (kind == TimeKind::kInstant) {
      least_offset = stamp.offset < least_offset ? stamp.offset : least_offset;
      most_offset = stamp.offset > most_offset ? stamp.offset : most_offset;
    }
    times.push_back(stamp.value);
    return kind == stamp.kind;
  }
  /// Empties the block, keeping its memory, for a table with this many columns of values.
  void start(std::size_t num_columns) {
    ids.clear();
    runs.clear();
    times.clear();
    columns.resize(num_columns);
    for (auto& column : columns) column.clear();
    text = {};
    kind = TimeKind::kNone;
    least_offset = INT64_MAX;
    most_offset = INT64_MIN;
    num_lines = 0;
    error.reset();
  }
};

/// The number of each row of a block: its line in a text file, else its row, from 1.
[[nodiscard]] std::vector<std::size_t> numbers_of_rows(const RowBlock& block);

/// Takes the blocks of a file in their order.
using RowSink = std::function<Result<void>(const RowBlock&)>;
}  // namespace foretell
