#include <arrow/io/memory.h>
#include <arrow/ipc/reader.h>
#include <fmt/format.h>

#include "foretell/base/parallel.hpp"
#include "foretell/ingest/arrow_rows.hpp"

namespace foretell {
namespace {
using Batch = std::shared_ptr<arrow::RecordBatch>;

tl::unexpected<Error> bad_arrow(const arrow::Status& status) {
  return fail(ErrorCode::kBadFile,
              fmt::format("damaged, truncated or not an Arrow file ({})",
                          status.message().substr(0, status.message().find('\n'))));
}

// Batches of an Arrow file or stream, one after the other.
class BatchSource {
 public:
  static Result<BatchSource> open(const RandomAccessFile& file) {
    BatchSource source;
    const auto magic = file->ReadAt(0, 6);
    if (magic.ok() && (*magic)->ToString() == "ARROW1") {
      auto reader = arrow::ipc::RecordBatchFileReader::Open(file);
      if (!reader.ok()) return bad_arrow(reader.status());
      source.file_ = *reader;
    } else {
      auto reader = arrow::ipc::RecordBatchStreamReader::Open(file);
      if (!reader.ok()) return bad_arrow(reader.status());
      source.stream_ = *reader;
    }
    return source;
  }

  [[nodiscard]] std::shared_ptr<arrow::Schema> schema() const {
    return file_ ? file_->schema() : stream_->schema();
  }
  // Null at the end.
  Result<Batch> next() {
    Batch batch;
    if (file_) {
      if (next_ == file_->num_record_batches()) return batch;
      auto read = file_->ReadRecordBatch(next_++);
      if (!read.ok()) return bad_arrow(read.status());
      batch = *read;
    } else if (const auto status = stream_->ReadNext(&batch); !status.ok()) {
      return bad_arrow(status);
    }
    if (batch == nullptr) return batch;
    // Offsets and indices come from the file: check them before they are followed.
    if (const auto status = batch->ValidateFull(); !status.ok()) return bad_arrow(status);
    return batch;
  }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> file_;
  std::shared_ptr<arrow::ipc::RecordBatchStreamReader> stream_;
  int next_ = 0;
};
}  // namespace

Result<void> read_arrow_rows(const TableInput& input, const RowRequest& request,
                             const RowSink& sink) {
  const auto file = open_random_access(input);
  if (!file) return fail(file.error());
  auto source = BatchSource::open(*file);
  if (!source) return fail(source.error());
  auto batch = source->next();
  if (!batch) return fail(batch.error());
  if (*batch == nullptr) return fail(ErrorCode::kBadFile, "the table has no rows");
  const auto selection = select_columns(sketch(*source->schema(), batch->get()), request);
  if (!selection) return fail(selection.error());

  OrderedSink ordered(sink);
  RowBlock block;
  while (batch && *batch != nullptr && !ordered.failed()) {
    block.start(selection->choice.targets.size());
    block.num_lines = static_cast<std::size_t>((*batch)->num_rows());
    BatchAppender(*selection, request, block).append(**batch);
    ordered.take(block, std::nullopt);
    batch = source->next();
  }
  if (!batch && !ordered.failed()) return fail(batch.error());
  return ordered.result();
}
}  // namespace foretell
