#include <arrow/api.h>
#include <arrow/c/bridge.h>

#include "foretell/ingest/frame_types.hpp"
#include "foretell/ingest/table_encoder.hpp"

namespace foretell {
namespace {
using Array = std::shared_ptr<arrow::Array>;

template <class Builder, class Value>
arrow::Result<Array> built(Builder builder, const std::vector<Value>& values) {
  ARROW_RETURN_NOT_OK(builder.AppendValues(values));
  return builder.Finish();
}
}  // namespace

class FrameWriter::Impl {
 public:
  explicit Impl(FrameTypes types) : types_(std::move(types)) {}

  arrow::Status write(std::vector<Column> block) {
    arrow::FieldVector fields;
    arrow::ArrayVector arrays;
    for (Column& column : block) {
      ARROW_ASSIGN_OR_RAISE(Array array, array_of(std::move(column.data)));
      fields.push_back(arrow::field(column.name, array->type()));
      arrays.push_back(std::move(array));
    }
    const auto schema = arrow::schema(fields);
    const std::int64_t rows = arrays.empty() ? 0 : arrays.front()->length();
    if (schema_ == nullptr) schema_ = schema;
    if (!schema_->Equals(*schema)) {
      return arrow::Status::TypeError("the columns differ from those of the first block");
    }
    batches_.push_back(arrow::RecordBatch::Make(schema, rows, std::move(arrays)));
    num_rows_ += static_cast<std::size_t>(rows);
    return arrow::Status::OK();
  }

  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }

  [[nodiscard]] ArrowArrayStream* stream() const {
    auto* out = new ArrowArrayStream{};
    const auto schema = schema_ == nullptr ? arrow::schema({}) : schema_;
    auto reader = arrow::RecordBatchReader::Make(batches_, schema);
    if (reader.ok() && arrow::ExportRecordBatchReader(*reader, out).ok()) return out;
    delete out;
    return nullptr;
  }

 private:
  arrow::Result<Array> array_of(ColumnData data) {
    const auto* columns = types_.columns();
    if (const auto* ids = std::get_if<IdColumn>(&data)) {
      return frame_ids(*ids, columns == nullptr ? nullptr : columns->id.get(), dictionary_);
    }
    if (const auto* times = std::get_if<TimeColumn>(&data)) {
      return frame_times(*times, columns == nullptr ? nullptr : columns->time);
    }
    if (auto* values = std::get_if<std::vector<double>>(&data)) {
      return frame_numbers(std::move(*values));
    }
    if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&data)) {
      return built(arrow::Int64Builder(), *counts);
    }
    return built(arrow::StringBuilder(), std::get<std::vector<std::string>>(data));
  }

  FrameTypes types_;
  std::shared_ptr<arrow::Schema> schema_;
  arrow::RecordBatchVector batches_;
  Array dictionary_;
  std::size_t num_rows_ = 0;
};

FrameWriter::FrameWriter() : FrameWriter(FrameTypes{}) {
}
FrameWriter::FrameWriter(FrameTypes types) : impl_(std::make_unique<Impl>(std::move(types))) {
}
FrameWriter::FrameWriter(FrameWriter&&) noexcept = default;
FrameWriter& FrameWriter::operator=(FrameWriter&&) noexcept = default;
FrameWriter::~FrameWriter() = default;

Result<void> FrameWriter::write(std::vector<Column> block) {
  const auto status = impl_->write(std::move(block));
  if (status.ok()) return {};
  const auto code = status.IsInvalid() ? ErrorCode::kNotFinite : ErrorCode::kInvalidOption;
  return fail(code, status.message());
}

std::size_t FrameWriter::num_rows() const {
  return impl_->num_rows();
}

ArrowArrayStream* FrameWriter::stream() const {
  return impl_->stream();
}

ArrowArrayStream* take_stream(ArrowArrayStream* stream) {
  if (stream == nullptr || stream->release == nullptr) return nullptr;
  auto* taken = new ArrowArrayStream(*stream);
  stream->release = nullptr;
  return taken;
}

void release_stream(ArrowArrayStream* stream) {
  if (stream == nullptr) return;
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}
}  // namespace foretell
