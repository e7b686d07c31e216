#include "foretell/ingest/arrow_rows.hpp"

#include <arrow/buffer_builder.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/io/stdio.h>

#include <algorithm>

#include "foretell/ingest/text_rows.hpp"

namespace foretell {
namespace {
Result<RandomAccessFile> read_standard_input() {
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
  if ((*buffer)->size() == 0) return fail(ErrorCode::kBadFile, "the file is empty");
  return std::make_shared<arrow::io::BufferReader>(*buffer);
}
}  // namespace

Result<RandomAccessFile> open_random_access(const TableInput& input) {
  if (input.bytes) {
    return std::make_shared<arrow::io::BufferReader>(
        arrow::Buffer::FromString(std::string(*input.bytes)));
  }
  if (input.path == "-") return read_standard_input();
  if (auto found = check_file(input.path); !found) return fail(found.error());
  auto file = arrow::io::ReadableFile::Open(input.path);
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
    columns.push_back({schema.field(i)->name(), kind, time_zone_of(*schema.field(i)->type())});
  }
  return columns;
}

Result<Selection> select_columns(const std::vector<ColumnSketch>& columns,
                                 const RowRequest& request) {
  auto choice = choose_columns(columns, request);
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
  return selection;
}

bool BatchAppender::append(const arrow::RecordBatch& batch) {
  std::size_t next = 0;
  if (selection_.choice.id) {
    const std::string& name = selection_.names[next++];
    if (!columns_.add_ids(*batch.GetColumnByName(name), name)) return false;
  } else if (!request_.layout.wide) {
    columns_.add_id(request_.single_id, static_cast<std::size_t>(batch.num_rows()));
  }
  const std::string& time = selection_.names[next++];
  if (!columns_.add_times(*batch.GetColumnByName(time), time)) return false;
  for (auto& column : block_.columns) {
    const std::string& name = selection_.names[next++];
    if (!columns_.add_values(*batch.GetColumnByName(name), name, column)) return false;
  }
  return true;
}

void OrderedSink::take(RowBlock& block, const std::optional<Error>& read_error) {
  if (failed_) return;
  block.first_number = rows_ + 1;
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

void OrderedSink::refuse(Error error) {
  failed_ = true;
  result_ = fail(std::move(error));
}
}  // namespace foretell
