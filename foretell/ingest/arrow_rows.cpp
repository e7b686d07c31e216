#include <arrow/api.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/io/stdio.h>
#include <arrow/ipc/reader.h>
#include <fmt/format.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>
#include <parquet/exception.h>
#include <parquet/file_reader.h>

#include <atomic>
#include <filesystem>

#include "foretell/base/parallel.hpp"
#include "foretell/ingest/arrow_columns.hpp"
#include "foretell/ingest/row_reader.hpp"
#include "foretell/ingest/text_rows.hpp"

namespace foretell {
namespace {
using File = std::shared_ptr<arrow::io::RandomAccessFile>;

Result<File> read_standard_input() {
  arrow::io::StdinStream input;
  arrow::BufferBuilder builder;
  while (true) {
    const auto piece = input.Read(std::int64_t{1} << 20U);
    if (!piece.ok()) return fail(ErrorCode::kIo, piece.status().message());
    if ((*piece)->size() == 0) break;
    if (const auto status = builder.Append((*piece)->data(), (*piece)->size()); !status.ok()) {
      return fail(ErrorCode::kIo, status.message());
    }
  }
  auto buffer = builder.Finish();
  if (!buffer.ok()) return fail(ErrorCode::kIo, buffer.status().message());
  return std::make_shared<arrow::io::BufferReader>(*buffer);
}

Result<File> open_file(const std::string& path) {
  if (path == "-") return read_standard_input();
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return fail(ErrorCode::kIo, "no such file");
  if (std::filesystem::is_directory(path, ignored)) {
    return fail(ErrorCode::kIo, "is a folder, not a file");
  }
  if (std::filesystem::file_size(path, ignored) == 0) {
    return fail(ErrorCode::kBadFile, "the file is empty");
  }
  auto file = arrow::io::ReadableFile::Open(path);
  if (!file.ok()) return fail(ErrorCode::kIo, file.status().message());
  return *file;
}

std::vector<ColumnSketch> sketch(const arrow::Schema& schema, const arrow::RecordBatch* sample) {
  std::vector<ColumnSketch> columns;
  for (int i = 0; i < schema.num_fields(); ++i) {
    ColumnKind kind = kind_of(*schema.field(i)->type());
    if (kind == ColumnKind::kText && sample != nullptr) {
      const auto& array = *sample->column(i);
      std::vector<std::string> cells;
      for (std::int64_t row = 0; row < std::min<std::int64_t>(100, array.length()); ++row) {
        cells.emplace_back(text_at(array, row));
      }
      const ColumnKind looks = kind_of(cells);
      if (looks == ColumnKind::kTime) kind = looks;
    }
    columns.push_back({schema.field(i)->name(), kind});
  }
  return columns;
}

// The chosen columns in the order id, time, targets.
struct Selection {
  ColumnChoice choice;
  std::vector<std::string> names;
  std::vector<int> fields;
};

Result<Selection> select_columns(const std::vector<ColumnSketch>& columns,
                                 const RowRequest& request) {
  auto choice = choose_columns(columns, request.layout, request.all_targets);
  if (!choice) return fail(choice.error());
  Selection selection;
  const auto add = [&](std::size_t i) {
    selection.fields.push_back(static_cast<int>(i));
    selection.names.push_back(columns[i].name);
  };
  if (choice->id) add(*choice->id);
  add(choice->time);
  for (const std::size_t i : choice->targets) add(i);
  selection.choice = std::move(*choice);
  if (request.on_columns) {
    std::vector<std::string> names;
    for (const ColumnSketch& column : columns) names.push_back(column.name);
    request.on_columns(selection.choice, names);
  }
  return selection;
}

// Appends the rows of a batch whose columns are found by name.
class BatchAppender {
 public:
  BatchAppender(const Selection& selection, const RowRequest& request, RowBlock& block)
      : selection_(selection), request_(request), block_(block), columns_(block) {}

  bool append(const arrow::RecordBatch& batch) {
    const auto rows = static_cast<std::size_t>(batch.num_rows());
    std::size_t next = 0;
    const auto column = [&]() -> std::pair<const arrow::Array&, const std::string&> {
      const std::string& name = selection_.names[next++];
      return {*batch.GetColumnByName(name), name};
    };
    const std::size_t first = block_.times.size();
    if (selection_.choice.id) {
      const auto [array, name] = column();
      if (!columns_.add_ids(array, name)) return false;
    } else if (!request_.layout.wide) {
      columns_.add_id(request_.single_id, rows);
    }
    const auto [times, time_name] = column();
    if (!columns_.add_times(times, time_name)) return false;
    for (std::size_t k = 0; k < selection_.choice.targets.size(); ++k) {
      const auto [array, name] = column();
      if (!columns_.add_values(array, name)) return false;
      if (request_.layout.wide) add_wide_series(name, first, rows, k > 0);
    }
    return true;
  }

 private:
  void add_wide_series(const std::string& name, std::size_t first, std::size_t rows, bool repeat) {
    columns_.add_id(name, rows);
    for (std::size_t i = 0; repeat && i < rows; ++i)
      block_.times.push_back(block_.times[first + i]);
  }

  const Selection& selection_;
  const RowRequest& request_;
  RowBlock& block_;
  ArrowColumns columns_;
};

// Counts rows over the blocks that reach the sink, and turns row errors into errors.
class OrderedSink {
 public:
  explicit OrderedSink(const RowSink& sink) : sink_(sink) {}

  void take(RowBlock& block, const std::optional<Error>& read_error) {
    if (failed_) return;
    if (block.error) {
      const RowError& error = *block.error;
      refuse({error.code, error.message, place_of(error, "row", rows_ + error.row + 1)});
    } else if (read_error) {
      refuse(*read_error);
    } else {
      rows_ += block.num_lines;
      if (auto taken = sink_(block); !taken) refuse(taken.error());
    }
  }
  void refuse(Error error) {
    failed_ = true;
    result_ = fail(std::move(error));
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] Result<void> result() const { return result_; }

 private:
  const RowSink& sink_;
  std::size_t rows_ = 0;
  std::atomic<bool> failed_ = false;
  Result<void> result_;
};

tl::unexpected<Error> bad_parquet(const std::string& message) {
  return fail(ErrorCode::kBadFile, fmt::format("damaged, truncated or not a Parquet file ({})",
                                               message.substr(0, message.find('\n'))));
}

// A Parquet file open for reading; one of these per thread, over shared metadata.
class ParquetFile {
 public:
  static Result<ParquetFile> open(const File& file,
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
  Result<void> read(int group, const std::vector<int>& fields, Use use) const {
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
}  // namespace

Result<void> read_parquet_rows(const std::string& path, const RowRequest& request,
                               const RowSink& sink) {
  const auto file = open_file(path);
  if (!file) return fail(file.error());
  const auto first = ParquetFile::open(*file);
  if (!first) return fail(first.error());
  const auto selection = select_parquet_columns(*first, request);
  if (!selection) return fail(selection.error());

  struct Slot {
    int group = 0;
    RowBlock block;
    std::optional<Error> error;
  };
  std::vector<Slot> slots(num_threads());
  OrderedSink ordered(sink);
  int next = 0;
  const auto work = [&](std::size_t i) {
    Slot& slot = slots[i];
    slot.block.clear();
    slot.error.reset();
    BatchAppender appender(*selection, request, slot.block);
    const auto opened = ParquetFile::open(*file, first->metadata());
    if (!opened) {
      slot.error = opened.error();
      return;
    }
    const auto rows = first->metadata()->RowGroup(slot.group)->num_rows();
    if (rows > 0 && !request.layout.wide) {
      slot.block.times.reserve(static_cast<std::size_t>(rows));
      slot.block.values.reserve(static_cast<std::size_t>(rows));
    }
    slot.block.num_lines = static_cast<std::size_t>(rows);
    const auto done =
        opened->read(slot.group, selection->fields,
                     [&](const arrow::RecordBatch& batch) { return appender.append(batch); });
    if (!done) slot.error = done.error();
  };
  ordered_pipeline(slots.size(),
                   {.read =
                        [&](std::size_t i) {
                          slots[i].group = next++;
                          return slots[i].group < first->num_groups() && !ordered.failed();
                        },
                    .work = work,
                    .take = [&](std::size_t i) { ordered.take(slots[i].block, slots[i].error); }});
  return ordered.result();
}

Result<void> read_arrow_rows(const std::string& path, const RowRequest& request,
                             const RowSink& sink) {
  const auto file = open_file(path);
  if (!file) return fail(file.error());
  auto reader = arrow::ipc::RecordBatchFileReader::Open(*file);
  if (!reader.ok()) {
    return fail(ErrorCode::kBadFile, fmt::format("damaged, truncated or not an Arrow file ({})",
                                                 reader.status().message()));
  }
  static_cast<void>(request);
  static_cast<void>(sink);
  return {};
}
}  // namespace foretell
