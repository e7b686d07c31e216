#pragma once
#include <functional>
#include <string>

#include "foretell/ingest/byte_source.hpp"
#include "foretell/ingest/column_choice.hpp"
#include "foretell/ingest/row_block.hpp"

namespace foretell {
/// What to read from a table, and for whom.
struct RowRequest {
  TableLayout layout;
  std::string single_id;     ///< id of the series where the table has no id column
  bool all_targets = false;  ///< every numeric column: RowBlock::values holds one after the other
  std::function<void(std::size_t, std::size_t)> progress{};  ///< bytes done, bytes in all
  /// Called once, before the first rows.
  std::function<void(const ColumnChoice&, const std::vector<std::string>&)> on_columns{};
};

/// Readers of one format each. Blocks reach the sink in file order, read on several threads. In a
/// wide table every cell is a row of the series that its column is.
///   Errors  as read_panel, without the file's name; `where` says "line 7" or "row 7"
[[nodiscard]] Result<void> read_csv_rows(ByteSource& source, const RowRequest& request,
                                         const RowSink& sink);
/// `path` may be "-": standard input is then read whole.
[[nodiscard]] Result<void> read_parquet_rows(const std::string& path, const RowRequest& request,
                                             const RowSink& sink);
/// Arrow IPC, as a file or as a stream.
[[nodiscard]] Result<void> read_arrow_rows(const std::string& path, const RowRequest& request,
                                           const RowSink& sink);
}  // namespace foretell
