#include <arrow/api.h>
#include <arrow/ipc/writer.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <algorithm>
#include <cmath>

#include "foretell/ingest/table_encoder.hpp"
#include "foretell/panel/time_index.hpp"

namespace foretell {
namespace {
using Array = std::shared_ptr<arrow::Array>;

// Ids as text, each row its own: what every reader of Arrow files understands.
arrow::Result<Array> text_ids(const IdColumn& column) {
  arrow::StringBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<std::int64_t>(column.series.size())));
  for (const std::uint32_t series : column.series) {
    ARROW_RETURN_NOT_OK(builder.Append(column.panel->id(series)));
  }
  return builder.Finish();
}

// Ids as numbers into the part of the panel's ids that the block uses.
arrow::Result<Array> dictionary_ids(const IdColumn& column) {
  const auto [least, most] = std::minmax_element(column.series.begin(), column.series.end());
  arrow::StringBuilder entries;
  arrow::Int32Builder indices;
  ARROW_RETURN_NOT_OK(indices.Reserve(static_cast<std::int64_t>(column.series.size())));
  if (!column.series.empty()) {
    for (std::uint32_t i = *least; i <= *most; ++i) {
      ARROW_RETURN_NOT_OK(entries.Append(column.panel->id(i)));
    }
    for (const std::uint32_t series : column.series) {
      indices.UnsafeAppend(static_cast<std::int32_t>(series - *least));
    }
  }
  ARROW_ASSIGN_OR_RAISE(Array index_array, indices.Finish());
  ARROW_ASSIGN_OR_RAISE(Array entry_array, entries.Finish());
  return arrow::DictionaryArray::FromArrays(arrow::dictionary(arrow::int32(), arrow::utf8()),
                                            index_array, entry_array);
}

arrow::Result<Array> times(const TimeColumn& column) {
  const Frequency& frequency = column.panel->frequency();
  const TimeIndex index(frequency);
  const auto count = static_cast<std::int64_t>(column.ordinals.size());
  if (frequency.unit == Frequency::Unit::kInteger) {
    arrow::Int64Builder builder;
    ARROW_RETURN_NOT_OK(builder.Reserve(count));
    for (const std::int64_t ordinal : column.ordinals) builder.UnsafeAppend(index.stamp(ordinal));
    return builder.Finish();
  }
  const std::string zone = below_a_day(frequency) ? column.panel->time_zone() : "";
  const auto type = zone.empty() ? arrow::timestamp(arrow::TimeUnit::MICRO)
                                 : arrow::timestamp(arrow::TimeUnit::MICRO, zone);
  arrow::TimestampBuilder builder(type, arrow::default_memory_pool());
  ARROW_RETURN_NOT_OK(builder.Reserve(count));
  for (const std::int64_t ordinal : column.ordinals) {
    builder.UnsafeAppend(index.stamp(ordinal) * 1'000'000);
  }
  return builder.Finish();
}

arrow::Result<Array> numbers(const std::vector<double>& values) {
  arrow::DoubleBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<std::int64_t>(values.size())));
  for (const double value : values) {
    std::isnan(value) ? builder.UnsafeAppendNull() : builder.UnsafeAppend(value);
  }
  return builder.Finish();
}

arrow::Result<Array> integers(const std::vector<std::int64_t>& values) {
  arrow::Int64Builder builder;
  ARROW_RETURN_NOT_OK(builder.AppendValues(values));
  return builder.Finish();
}

arrow::Result<Array> texts(const std::vector<std::string>& values) {
  arrow::StringBuilder builder;
  ARROW_RETURN_NOT_OK(builder.AppendValues(values));
  return builder.Finish();
}

arrow::Result<Array> array_of(const ColumnData& data, bool dictionary) {
  if (const auto* ids = std::get_if<IdColumn>(&data)) {
    return dictionary ? dictionary_ids(*ids) : text_ids(*ids);
  }
  if (const auto* stamps = std::get_if<TimeColumn>(&data)) return times(*stamps);
  if (const auto* values = std::get_if<std::vector<double>>(&data)) return numbers(*values);
  if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&data)) return integers(*counts);
  return texts(std::get<std::vector<std::string>>(data));
}

class ArrowEncoder final : public TableEncoder {
 public:
  ArrowEncoder(OutputStream out, bool parquet) : out_(std::move(out)), parquet_(parquet) {}

  Result<void> write(const std::vector<Column>& block) override {
    const auto status = put(block);
    if (!status.ok()) return write_error(status);
    return {};
  }
  Result<void> finish() override {
    const auto status = close();
    if (!status.ok()) return write_error(status);
    return {};
  }

 private:
  arrow::Status put(const std::vector<Column>& block) {
    arrow::FieldVector fields;
    arrow::ArrayVector arrays;
    for (const Column& column : block) {
      ARROW_ASSIGN_OR_RAISE(Array array, array_of(column.data, parquet_));
      fields.push_back(arrow::field(column.name, array->type()));
      arrays.push_back(std::move(array));
    }
    const auto schema = arrow::schema(fields);
    const std::int64_t rows = arrays.front()->length();
    const auto batch = arrow::RecordBatch::Make(schema, rows, arrays);
    if (parquet_writer_ == nullptr && ipc_writer_ == nullptr) ARROW_RETURN_NOT_OK(begin(schema));
    if (!parquet_) return ipc_writer_->WriteRecordBatch(*batch);
    ARROW_ASSIGN_OR_RAISE(auto table, arrow::Table::FromRecordBatches(schema, {batch}));
    return parquet_writer_->WriteTable(*table, std::max<std::int64_t>(1, rows));
  }
  arrow::Status begin(const std::shared_ptr<arrow::Schema>& schema) {
    if (!parquet_) {
      ARROW_ASSIGN_OR_RAISE(ipc_writer_, arrow::ipc::MakeFileWriter(out_, schema));
      return arrow::Status::OK();
    }
    parquet::WriterProperties::Builder builder;
    builder.compression(arrow::Compression::SNAPPY);
    for (const auto& field : schema->fields()) {  // numbers seldom repeat: a dictionary costs only
      if (field->type()->id() == arrow::Type::DOUBLE) builder.disable_dictionary(field->name());
    }
    const auto properties = builder.build();
    const auto arrow_properties =
        parquet::ArrowWriterProperties::Builder().set_use_threads(true)->build();
    ARROW_ASSIGN_OR_RAISE(parquet_writer_,
                          parquet::arrow::FileWriter::Open(*schema, arrow::default_memory_pool(),
                                                           out_, properties, arrow_properties));
    return arrow::Status::OK();
  }
  arrow::Status close() {
    if (ipc_writer_ != nullptr) ARROW_RETURN_NOT_OK(ipc_writer_->Close());
    if (parquet_writer_ != nullptr) ARROW_RETURN_NOT_OK(parquet_writer_->Close());
    return out_->closed() ? arrow::Status::OK() : out_->Close();
  }

  OutputStream out_;
  bool parquet_;
  std::unique_ptr<parquet::arrow::FileWriter> parquet_writer_;
  std::shared_ptr<arrow::ipc::RecordBatchWriter> ipc_writer_;
};
}  // namespace

std::unique_ptr<TableEncoder> make_arrow_encoder(OutputStream out, TableFormat format) {
  return std::make_unique<ArrowEncoder>(std::move(out), format == TableFormat::kParquet);
}
}  // namespace foretell
