#pragma once
#include <functional>
#include <string>

#include "foretell/ingest/byte_source.hpp"
#include "foretell/ingest/column_choice.hpp"
#include "foretell/ingest/row_block.hpp"

namespace foretell {
/// What to read from a table, and whom to tell.
struct RowRequest {
  TableLayout layout;
  std::string single_id;     ///< id of the series where the table has no id column
  bool all_targets = false;  ///< every numeric column is a target
  std::function<void(std::size_t, std::size_t)> progress{};  ///< bytes done, bytes in all
  /// Called once, before the first rows.
  std::function<void(const ColumnChoice&, const std::vector<std::string>&)> on_columns{};
};

/// choose_columns for a request, which is told.
[[nodiscard]] Result<ColumnChoice> choose_columns(const std::vector<ColumnSketch>& columns,
                                                  const RowRequest& request);

/// Readers of one format each. Blocks reach the sink in file order, read on several threads. In a
/// wide table every cell is a row of the series that its column is.
///   Errors  as read_panel, without the file's name; `where` says "line 7" or "row 7"
[[nodiscard]] Result<void> read_csv_rows(ByteSource& source, const RowRequest& request,
                                         const RowSink& sink);
[[nodiscard]] Result<void> read_json_rows(ByteSource& source, const RowRequest& request,
                                          const RowSink& sink);
/// Standard input is read whole before.
[[nodiscard]] Result<void> read_parquet_rows(const TableInput& input, const RowRequest& request,
                                             const RowSink& sink);
/// A frame in memory.
[[nodiscard]] Result<void> read_frame_rows(const TableInput& input, const RowRequest& request,
                                           const RowSink& sink);
/// Arrow IPC, as a file or as a stream.
[[nodiscard]] Result<void> read_arrow_rows(const TableInput& input, const RowRequest& request,
                                           const RowSink& sink);
}  // namespace foretell
