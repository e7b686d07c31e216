#include <arrow/api.h>
#include <fmt/format.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/exception.h>
#include <parquet/file_reader.h>

#include "foretell/base/parallel.hpp"
#include "foretell/ingest/arrow_rows.hpp"

namespace foretell {
namespace {
tl::unexpected<Error> bad_parquet(const std::string& message) {
  return fail(ErrorCode::kBadFile, fmt::format("damaged, truncated or not a Parquet file ({})",
                                               message.substr(0, message.find('\n'))));
}

// A Parquet file open for reading; one of these per thread, over shared metadata.
class ParquetFile {
 public:
  static Result<ParquetFile> open(const RandomAccessFile& file,
                                  std::shared_ptr<parquet::FileMetaData> metadata = nullptr) {
    try {
      ParquetFile result;
      auto raw = parquet::ParquetFileReader::Open(file, parquet::default_reader_properties(),
                                                  std::move(metadata));
      parquet::ArrowReaderProperties properties(false);
      properties.set_batch_size(65536);
      properties.set_pre_buffer(false);
      for (int i = 0; i < raw->metadata()->num_columns(); ++i) {
        const auto type = raw->metadata()->schema()->Column(i)->physical_type();
        properties.set_read_dictionary(i, type == parquet::Type::BYTE_ARRAY);
      }
      auto made = parquet::arrow::FileReader::Make(arrow::default_memory_pool(), std::move(raw),
                                                   properties);
      if (!made.ok()) return bad_parquet(made.status().message());
      result.reader_ = std::move(*made);
      return result;
    } catch (const parquet::ParquetException& error) {
      return bad_parquet(error.what());
    }
  }

  [[nodiscard]] std::shared_ptr<parquet::FileMetaData> metadata() const {
    return reader_->parquet_reader()->metadata();
  }
  [[nodiscard]] int num_groups() const { return reader_->num_row_groups(); }
  [[nodiscard]] Result<std::shared_ptr<arrow::Schema>> schema() const {
    std::shared_ptr<arrow::Schema> schema;
    const auto status = reader_->GetSchema(&schema);
    if (!status.ok()) return bad_parquet(status.message());
    return schema;
  }
  // Calls use(batch) for each batch of a row group until it returns false.
  template <class Use>
  [[nodiscard]] Result<void> read(int group, const std::vector<int>& fields, Use use) const {
    try {
      auto batches = reader_->GetRecordBatchReader({group}, leaves_of(fields));
      if (!batches.ok()) return bad_parquet(batches.status().message());
      while (true) {
        std::shared_ptr<arrow::RecordBatch> batch;
        const auto status = (*batches)->ReadNext(&batch);
        if (!status.ok()) return bad_parquet(status.message());
        if (batch == nullptr || !use(*batch)) return {};
      }
    } catch (const parquet::ParquetException& error) {
      return bad_parquet(error.what());
    }
  }

 private:
  // Parquet counts the leaves of nested columns; fields are what users see.
  [[nodiscard]] std::vector<int> leaves_of(const std::vector<int>& fields) const {
    std::vector<int> leaves;
    const auto& all = reader_->manifest().schema_fields;
    leaves.reserve(fields.size());
    for (const int field : fields)
      leaves.push_back(all[static_cast<std::size_t>(field)].column_index);
    return leaves;
  }

  std::unique_ptr<parquet::arrow::FileReader> reader_;
};

Result<Selection> select_parquet_columns(const ParquetFile& file, const RowRequest& request) {
  const auto schema = file.schema();
  if (!schema) return fail(schema.error());
  if (file.num_groups() == 0 || file.metadata()->num_rows() == 0) {
    return fail(ErrorCode::kBadFile, "the table has no rows");
  }
  std::vector<int> texts;
  for (int i = 0; i < (*schema)->num_fields(); ++i) {
    if (is_text(*(*schema)->field(i)->type())) texts.push_back(i);
  }
  std::vector<ColumnSketch> columns = sketch(**schema, nullptr);
  if (!texts.empty() && request.layout.time.empty()) {
    const auto sampled = file.read(0, texts, [&](const arrow::RecordBatch& batch) {
      const auto looks = sketch(*batch.schema(), &batch);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        columns[static_cast<std::size_t>(texts[i])].kind = looks[i].kind;
      }
      return false;
    });
    if (!sampled) return fail(sampled.error());
  }
  return select_columns(columns, request);
}

// Reads row groups, each on its own thread with its own reader, and hands them on in order.
class ParquetRows {
 public:
  ParquetRows(RandomAccessFile file, const ParquetFile& first, const Selection& selection,
              const RowRequest& request)
      : file_(std::move(file)), first_(first), selection_(selection), request_(request) {}

  Result<void> run(const RowSink& sink) {
    OrderedSink ordered(sink);
    std::vector<Slot> slots(num_threads());
    int next = 0;
    const auto read = [&](std::size_t i) {
      slots[i].group = next++;
      return slots[i].group < first_.num_groups() && !ordered.failed();
    };
    const auto take = [&](std::size_t i) {
      ordered.take(slots[i].block, slots[i].error);
      const auto groups = static_cast<std::size_t>(first_.num_groups());
      const auto done = static_cast<std::size_t>(slots[i].group) + 1;
      if (request_.progress) request_.progress(size_ / groups * done, size_);
    };
    ordered_pipeline(slots.size(),
                     {.read = read, .work = [&](std::size_t i) { work(slots[i]); }, .take = take});
    return ordered.result();
  }

 private:
  struct Slot {
    int group = 0;
    RowBlock block;
    std::optional<Error> error;
  };

  void work(Slot& slot) const {
    RowBlock& block = slot.block;
    slot.error.reset();
    block.start(selection_.choice.targets.size());
    const auto own = ParquetFile::open(file_, first_.metadata());
    if (!own) {
      slot.error = own.error();
      return;
    }
    block.num_lines = static_cast<std::size_t>(first_.metadata()->RowGroup(slot.group)->num_rows());
    BatchAppender appender(selection_, request_, block);
    const auto use = [&](const arrow::RecordBatch& batch) { return appender.append(batch); };
    const auto done = own->read(slot.group, selection_.fields, use);
    if (!done) slot.error = done.error();
  }

  RandomAccessFile file_;
  const ParquetFile& first_;
  const Selection& selection_;
  const RowRequest& request_;
  std::size_t size_ = static_cast<std::size_t>(file_->GetSize().ValueOr(0));
};
}  // namespace

Result<void> read_parquet_rows(const TableInput& input, const RowRequest& request,
                               const RowSink& sink) {
  const auto file = open_random_access(input);
  if (!file) return fail(file.error());
  const auto first = ParquetFile::open(*file);
  if (!first) return fail(first.error());
  const auto selection = select_parquet_columns(*first, request);
  if (!selection) return fail(selection.error());
  return ParquetRows(*file, *first, *selection, request).run(sink);
}
}  // namespace foretell
