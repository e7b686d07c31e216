#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "foretell/ingest/read_panel.hpp"
#include "foretell/ingest/table_writer.hpp"

struct ArrowArrayStream;  // of Arrow's C interface, which every library of frames speaks

namespace foretell {
/// A table in the memory of another library (pandas, polars, DuckDB, …), read without passing
/// through text. `open` gives its rows from the start, and may be called again to find the row that
/// an error is about. The stream that it hands out belongs to the caller, who releases and deletes
/// it.
struct FrameSource {
  std::function<Result<ArrowArrayStream*>()> open;
};

/// The types that a frame's ids and time stamps have, so that answers come back in the same.
class FrameTypes {
 public:
  struct Columns;

  FrameTypes() = default;
  explicit FrameTypes(std::shared_ptr<const Columns> columns) : columns_(std::move(columns)) {}
  /// Null: texts and the time stamps that an Arrow file would hold.
  [[nodiscard]] const Columns* columns() const { return columns_.get(); }

 private:
  std::shared_ptr<const Columns> columns_;
};

/// The types as texts that survive in a file, and back; what they do not name is left to the usual
/// types.
[[nodiscard]] std::map<std::string, std::string> notes_of(const FrameTypes& types);
[[nodiscard]] FrameTypes types_of_notes(const std::map<std::string, std::string>& notes);

/// The same as for a path (foretell/ingest/read_panel.hpp), with the same errors; where a message
/// names the file, it says "frame". A time zone that the time column's type names counts as given.
[[nodiscard]] Result<PanelFile> read_panel(const FrameSource& frame, const TableLayout& layout,
                                           FrameTypes* types = nullptr);
[[nodiscard]] Result<void> read_future(const FrameSource& frame, const TableLayout& layout,
                                       Panel& panel);
[[nodiscard]] Result<LongTable> read_long_table(const FrameSource& frame, const TableLayout& layout,
                                                FrameTypes* types = nullptr);

/// Gathers blocks of columns as record batches for another library to take. Numbers are moved, not
/// copied.
///   Errors  kInvalidOption (columns differ), kNotFinite (a time stamp that the frame's type cannot
///           hold: nanoseconds end in 2262)
class FrameWriter {
 public:
  FrameWriter();
  explicit FrameWriter(FrameTypes types);
  FrameWriter(FrameWriter&&) noexcept;
  FrameWriter& operator=(FrameWriter&&) noexcept;
  ~FrameWriter();

  [[nodiscard]] Result<void> write(std::vector<Column> block);
  [[nodiscard]] std::size_t num_rows() const;
  /// A stream over all blocks, which it keeps alive; call release_stream in the end.
  [[nodiscard]] ArrowArrayStream* stream() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Takes the content of a stream that somebody else owns, and leaves it released; null if there is
/// none.
[[nodiscard]] ArrowArrayStream* take_stream(ArrowArrayStream* stream);
/// Releases a stream that FrameWriter::stream or take_stream gave, if nobody has taken its content,
/// and deletes it.
void release_stream(ArrowArrayStream* stream);
}  // namespace foretell
