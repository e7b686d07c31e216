#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "foretell/ingest/byte_source.hpp"
#include "foretell/ingest/row_block.hpp"

namespace foretell {
/// A text format, block by block. `begin` runs once; `parse` on several threads at once.
class TextBlocks {
 public:
  virtual ~TextBlocks() = default;
  /// Reads the header, if the format has one, from the first block: the bytes it took.
  virtual Result<std::size_t> begin(std::string_view first_block) = 0;
  /// Columns of values that the rows have; known after `begin`.
  [[nodiscard]] virtual std::size_t num_targets() const = 0;
  /// Appends the rows of whole lines. An error's row counts from 0, empty lines left out.
  virtual void parse(std::string_view text, RowBlock& block) const = 0;
};

struct TextOptions {
  bool quotes = false;  ///< line breaks inside double quotes do not end a row
  std::function<void(std::size_t, std::size_t)> progress{};
};

/// Reads a text source through its format, on several threads, blocks to the sink in order.
///   Errors  the source's, the format's with "line 7, column y, series a", the sink's
[[nodiscard]] Result<void> read_text_rows(ByteSource& source, TextBlocks& format,
                                          const TextOptions& options, const RowSink& sink);

/// The id of the series that row `row` of a block belongs to; empty if unknown.
[[nodiscard]] std::string series_at(const RowBlock& block, std::size_t row);
/// For a stamp of another kind than those before it.
[[nodiscard]] std::string explain_mixed_kinds(const std::string& quoted_text);
/// "line 7, column y, series a"; `unit` is "line" or "row".
[[nodiscard]] std::string place_of(const RowError& error, const char* unit, std::size_t number);
}  // namespace foretell
