#include "foretell/ingest/table_writer.hpp"

#include <arrow/io/compressed.h>
#include <arrow/util/compression.h>
#include <fmt/format.h>

#include "foretell/ingest/table_encoder.hpp"
#include "foretell/store/atomic_file.hpp"

namespace foretell {
namespace {
constexpr int kGzipLevel = 6;  // what gzip itself takes by default

// An AtomicFile as Arrow sees outputs. Closing it does not commit.
class FileStream final : public arrow::io::OutputStream {
 public:
  explicit FileStream(AtomicFile file) : file_(std::move(file)) {}

  arrow::Status Write(const void* data, std::int64_t size) override {
    const auto written =
        file_.write({static_cast<const char*>(data), static_cast<std::size_t>(size)});
    if (!written) return arrow::Status::IOError(written.error().text());
    position_ += size;
    return arrow::Status::OK();
  }
  using arrow::io::OutputStream::Write;
  arrow::Result<std::int64_t> Tell() const override { return position_; }
  arrow::Status Close() override {
    closed_ = true;
    return arrow::Status::OK();
  }
  bool closed() const override { return closed_; }
  Result<void> commit() { return file_.commit(); }

 private:
  AtomicFile file_;
  std::int64_t position_ = 0;
  bool closed_ = false;
};

Result<OutputStream> zip(const std::shared_ptr<FileStream>& file, arrow::util::Codec& codec) {
  auto stream = arrow::io::CompressedOutputStream::Make(&codec, file);
  if (!stream.ok()) return write_error(stream.status());
  return OutputStream(*stream);
}
}  // namespace

std::size_t length_of(const ColumnData& data) {
  if (const auto* ids = std::get_if<IdColumn>(&data)) return ids->series.size();
  if (const auto* times = std::get_if<TimeColumn>(&data)) return times->ordinals.size();
  if (const auto* values = std::get_if<std::vector<double>>(&data)) return values->size();
  if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&data)) return counts->size();
  return std::get<std::vector<std::string>>(data).size();
}

tl::unexpected<Error> write_error(const arrow::Status& status) {
  return fail(ErrorCode::kIo, status.message().substr(0, status.message().find('\n')));
}

class TableWriter::Impl {
 public:
  std::unique_ptr<arrow::util::Codec> codec;  // outlives the encoder that uses it
  std::shared_ptr<FileStream> file;
  std::unique_ptr<TableEncoder> encoder;
  std::vector<std::pair<std::string, std::size_t>> columns;  // names and kinds, fixed by block one

  // Whether a block has the columns that the first one had, all of one length.
  Result<void> check(const std::vector<Column>& block) {
    if (block.empty()) return fail(ErrorCode::kInvalidOption, "a block of a table has no columns");
    std::vector<std::pair<std::string, std::size_t>> found;
    for (const Column& column : block) {
      found.emplace_back(column.name, column.data.index());
      if (length_of(column.data) == length_of(block.front().data)) continue;
      return fail(
          ErrorCode::kInvalidOption,
          fmt::format("column {} has {} rows, column {} has {}", column.name,
                      length_of(column.data), block.front().name, length_of(block.front().data)));
    }
    if (columns.empty()) columns = found;
    if (columns == found) return {};
    return fail(ErrorCode::kInvalidOption, "the columns differ from those of the first block");
  }
};

TableWriter::TableWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
}
TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;
TableWriter::~TableWriter() = default;

Result<TableWriter> TableWriter::open(const std::string& path) {
  const auto format = table_format(path, "");
  if (!format) return fail(format.error().code, format.error().message, path);
  auto file = AtomicFile::open(path);
  if (!file) return fail(file.error());
  auto impl = std::make_unique<Impl>();
  impl->file = std::make_shared<FileStream>(std::move(*file));
  OutputStream stream = impl->file;
  if (*format == TableFormat::kCsvGz) {
    auto codec = arrow::util::Codec::Create(arrow::Compression::GZIP, kGzipLevel);
    if (!codec.ok()) return write_error(codec.status());
    impl->codec = std::move(*codec);
    auto zipped = zip(impl->file, *impl->codec);
    if (!zipped) return fail(zipped.error());
    stream = *zipped;
  }
  const bool text = *format != TableFormat::kParquet && *format != TableFormat::kArrow;
  impl->encoder = text ? make_text_encoder(stream, *format) : make_arrow_encoder(stream, *format);
  return TableWriter(std::move(impl));
}

Result<void> TableWriter::write(const std::vector<Column>& block) {
  if (auto checked = impl_->check(block); !checked) return checked;
  return impl_->encoder->write(block);
}

Result<void> TableWriter::commit() {
  if (auto finished = impl_->encoder->finish(); !finished) return finished;
  return impl_->file->commit();
}
}  // namespace foretell
