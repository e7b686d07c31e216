#include "foretell/ingest/byte_source.hpp"

#include <arrow/buffer.h>
#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/io/stdio.h>
#include <arrow/util/compression.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace foretell {
namespace {
constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;
constexpr std::size_t kLongestLine = std::size_t{256} << 20U;

bool ends_with(const std::string& path, std::string_view ending) {
  return path.size() > ending.size() && path.ends_with(ending);
}

// Position after the last line break outside quotes; 0 if there is none. The text begins outside.
std::size_t end_of_rows(std::string_view text, bool quotes) {
  if (!quotes || std::memchr(text.data(), '"', text.size()) == nullptr) {
    return text.rfind('\n') + 1;  // npos + 1 is 0
  }
  std::size_t end = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') inside = !inside;
    if (text[i] == '\n' && !inside) end = i + 1;
  }
  return end;
}
}  // namespace

Result<TableFormat> table_format(const std::string& path, const std::string& name) {
  std::string ending = name.empty() ? path : "x." + name;
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (name.empty() && path == "-") return TableFormat::kCsv;
  if (ends_with(ending, ".csv.gz") || ends_with(ending, ".tsv.gz")) return TableFormat::kCsvGz;
  if (ends_with(ending, ".csv") || ends_with(ending, ".tsv") || ends_with(ending, ".txt")) {
    return TableFormat::kCsv;
  }
  if (ends_with(ending, ".parquet") || ends_with(ending, ".pq")) return TableFormat::kParquet;
  if (ends_with(ending, ".arrow") || ends_with(ending, ".feather")) return TableFormat::kArrow;
  if (ends_with(ending, ".jsonl") || ends_with(ending, ".ndjson")) return TableFormat::kJsonLines;
  const std::string what = name.empty() ? "the extension says no table format"
                                        : fmt::format("unknown table format '{}'", name);
  return fail(ErrorCode::kUnknownName,
              what + "; known are csv, csv.gz, parquet, arrow (feather) and jsonl");
}

Result<void> check_file(const std::string& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (!std::filesystem::exists(status)) return fail(ErrorCode::kIo, "no such file");
  if (std::filesystem::is_directory(status)) return fail(ErrorCode::kIo, "is a folder, not a file");
  if (std::filesystem::is_regular_file(status) && std::filesystem::file_size(path, ignored) == 0) {
    return fail(ErrorCode::kBadFile, "the file is empty");
  }
  return {};
}

struct ByteSource::Impl {
  std::unique_ptr<arrow::util::Codec> codec;  // outlives the stream that uses it
  std::shared_ptr<arrow::io::InputStream> stream;
  std::shared_ptr<arrow::io::InputStream> file;  // below the decompressor
  std::string rest;                              // read, but not yet handed out
  std::size_t size = 0;
  std::size_t position = 0;
  bool gzip = false;
  bool ended = false;

  // Begins to read `file`, through a decompressor if asked.
  Result<void> begin(bool is_gzip) {
    gzip = is_gzip;
    stream = file;
    if (!gzip) return {};
    auto made = arrow::util::Codec::Create(arrow::Compression::GZIP);
    if (!made.ok()) return fail(ErrorCode::kUnsupported, made.status().message());
    codec = std::move(*made);
    auto unzipped = arrow::io::CompressedInputStream::Make(codec.get(), file);
    if (!unzipped.ok()) return fail(ErrorCode::kBadFile, unzipped.status().message());
    stream = std::move(*unzipped);
    return {};
  }

  Result<void> read_more() {
    const std::size_t before = rest.size();
    rest.resize(before + kBlockBytes);
    const auto got = stream->Read(static_cast<std::int64_t>(kBlockBytes), rest.data() + before);
    if (!got.ok()) {
      if (gzip) return fail(ErrorCode::kBadFile, "damaged or truncated gzip data");
      return fail(ErrorCode::kIo, got.status().message());
    }
    rest.resize(before + static_cast<std::size_t>(*got));
    ended = *got == 0;
    position = static_cast<std::size_t>(file->Tell().ValueOr(0));
    return {};
  }
};

ByteSource::ByteSource(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {
}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

Result<ByteSource> ByteSource::open(const TableInput& input, bool gzip) {
  auto impl = std::make_unique<Impl>();
  if (input.bytes) {
    impl->size = input.bytes->size();
    impl->file = std::make_shared<arrow::io::BufferReader>(
        arrow::Buffer::FromString(std::string(*input.bytes)));
  } else if (input.path == "-") {
    impl->file = std::make_shared<arrow::io::StdinStream>();
  } else {
    if (auto found = check_file(input.path); !found) return fail(found.error());
    auto file = arrow::io::ReadableFile::Open(input.path);
    if (!file.ok()) return fail(ErrorCode::kIo, file.status().message());
    impl->size = static_cast<std::size_t>((*file)->GetSize().ValueOr(0));
    impl->file = std::move(*file);
  }
  if (auto begun = impl->begin(gzip); !begun) return fail(begun.error());
  return ByteSource(std::move(impl));
}

Result<bool> ByteSource::next(std::string& block, bool quotes) {
  Impl& impl = *impl_;
  std::size_t end = 0;
  while (!impl.ended && (impl.rest.size() < kBlockBytes || end == 0)) {
    if (auto more = impl.read_more(); !more) return fail(more.error());
    if (impl.rest.size() < kBlockBytes && !impl.ended) continue;
    end = end_of_rows(impl.rest, quotes);
    if (end == 0 && impl.rest.size() > kLongestLine) {
      return fail(ErrorCode::kBadFile, "a line beyond 256 MB; is a quote left open?");
    }
  }
  if (end == 0) end = end_of_rows(impl.rest, quotes);
  if (impl.ended) end = impl.rest.size();
  block.assign(impl.rest, 0, end);
  impl.rest.erase(0, end);
  if (impl.ended && !block.empty() && block.back() != '\n') block += '\n';
  return !block.empty();
}

std::size_t ByteSource::position() const {
  return impl_->position;
}
std::size_t ByteSource::size() const {
  return impl_->size;
}
}  // namespace foretell
