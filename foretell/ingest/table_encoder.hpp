#pragma once
#include <arrow/io/interfaces.h>

#include <memory>
#include <vector>

#include "foretell/base/result.hpp"
#include "foretell/ingest/byte_source.hpp"
#include "foretell/ingest/table_writer.hpp"

// Only for the sources of this folder: shows Arrow's headers.
namespace foretell {
/// One output format: blocks of columns to bytes.
class TableEncoder {
 public:
  virtual ~TableEncoder() = default;
  [[nodiscard]] virtual Result<void> write(const std::vector<Column>& block) = 0;
  /// Writes what stands at the end of a file. Call once.
  [[nodiscard]] virtual Result<void> finish() = 0;
};

using OutputStream = std::shared_ptr<arrow::io::OutputStream>;

/// CSV or JSON lines.
[[nodiscard]] std::unique_ptr<TableEncoder> make_text_encoder(OutputStream out, TableFormat format);
/// Parquet or Arrow IPC.
[[nodiscard]] std::unique_ptr<TableEncoder> make_arrow_encoder(OutputStream out,
                                                               TableFormat format);

/// Number of rows of a column.
[[nodiscard]] std::size_t length_of(const ColumnData& data);
/// A failure of Arrow as ours; what AtomicFile reported stands in the message.
[[nodiscard]] tl::unexpected<Error> write_error(const arrow::Status& status);
}  // namespace foretell
