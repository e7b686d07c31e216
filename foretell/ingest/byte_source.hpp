#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "foretell/base/result.hpp"

namespace foretell {
/// Formats of a table.
enum class TableFormat { kCsv, kCsvGz, kParquet, kArrow, kJsonLines };

struct FrameSource;
class FrameTypes;

/// Where a table comes from: a file, standard input (path "-"), bytes or a frame in memory that
/// outlive the reading.
struct TableInput {
  std::string path;
  std::optional<std::string_view> bytes{};
  const FrameSource* frame = nullptr;  ///< see foretell/ingest/frame.hpp
  FrameTypes* types = nullptr;         ///< where the types of its columns go, if anywhere
};

/// The format that a user named, or that a path's extension says.
///   Errors  kUnknownName (with the formats there are)
[[nodiscard]] Result<TableFormat> table_format(const std::string& path, const std::string& name);

/// Whether a path can be a table.
///   Errors  kIo (missing, a folder), kBadFile (empty)
[[nodiscard]] Result<void> check_file(const std::string& path);

/// An input read in blocks that end where a line of text
/// ends. Moves; owns the open file.
class ByteSource {
 public:
  ///   Errors  kIo (missing, no permission, a folder), kBadFile (not gzip)
  [[nodiscard]] static Result<ByteSource> open(const TableInput& input, bool gzip);

  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  /// Replaces `block` by the next lines, about a megabyte; false at the end. A line break inside
  /// quotes does not end a block if `quotes` is set. A missing break after the last line is added.
  ///   Errors  kIo, kBadFile (truncated gzip, a line beyond 256 MB)
  [[nodiscard]] Result<bool> next(std::string& block, bool quotes);

  /// For progress: bytes read from the file so far and in all (0 if unknown).
  [[nodiscard]] std::size_t position() const;
  [[nodiscard]] std::size_t size() const;

 private:
  struct Impl;
  explicit ByteSource(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};
}  // namespace foretell
