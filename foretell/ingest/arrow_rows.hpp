#pragma once
#include <arrow/io/interfaces.h>
#include <arrow/record_batch.h>
#include <arrow/type.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foretell/ingest/arrow_columns.hpp"
#include "foretell/ingest/row_reader.hpp"

// Only for the sources of this folder: shows Arrow's headers.
namespace foretell {
using RandomAccessFile = std::shared_ptr<arrow::io::RandomAccessFile>;

/// Opens an input at any position; standard input is read whole.
///   Errors  kIo, kBadFile (empty)
[[nodiscard]] Result<RandomAccessFile> open_random_access(const TableInput& input);

/// What the columns of a schema are; text columns by the cells of a sample that has the same
/// columns.
[[nodiscard]] std::vector<ColumnSketch> sketch(const arrow::Schema& schema,
                                               const arrow::RecordBatch* sample);

/// The columns to read, in the order id, time, targets.
struct Selection {
  ColumnChoice choice;
  std::vector<std::string> names;
  std::vector<int> fields;  ///< positions in the schema
};
[[nodiscard]] Result<Selection> select_columns(const std::vector<ColumnSketch>& columns,
                                               const RowRequest& request);

/// Appends batches to a block; finds their columns by name.
class BatchAppender {
 public:
  BatchAppender(const Selection& selection, const RowRequest& request, RowBlock& block)
      : selection_(selection), request_(request), block_(block), columns_(block) {}

  /// False, and the block's error set, if a cell is bad.
  bool append(const arrow::RecordBatch& batch);

 private:
  const Selection& selection_;
  const RowRequest& request_;
  RowBlock& block_;
  ArrowColumns columns_;
};

/// Numbers the rows of blocks in order and passes them to a sink, until something fails.
class OrderedSink {
 public:
  explicit OrderedSink(const RowSink& sink) : sink_(sink) {}

  void take(RowBlock& block, const std::optional<Error>& read_error);
  void refuse(Error error);
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] Result<void> result() const { return result_; }

 private:
  const RowSink& sink_;
  std::size_t rows_ = 0;
  std::atomic<bool> failed_ = false;
  Result<void> result_;
};
}  // namespace foretell
