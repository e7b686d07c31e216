#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "foretell/ingest/row_block.hpp"

namespace foretell {
/// All rows of a table, gathered by series. Blocks are kept as they come and put together at the
/// end, so that a row costs 16 bytes while reading and 32 at most for a moment.
class SeriesRows {
 public:
  /// Takes the rows of the next block. Fails if its kind of time stamp differs from those before.
  [[nodiscard]] Result<void> append(const RowBlock& block);
  /// Gathers rows by series, in file order within each. Call once, before times() and values().
  void gather();

  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }
  [[nodiscard]] std::string_view id(std::size_t i) const { return ids_[i]; }
  [[nodiscard]] const IdTable& ids() const { return ids_; }
  [[nodiscard]] std::span<std::int64_t> times(std::size_t i) {
    return {times_.get() + offsets_[i], offsets_[i + 1] - offsets_[i]};
  }
  [[nodiscard]] std::span<double> values(std::size_t i) {
    return {values_.get() + offsets_[i], offsets_[i + 1] - offsets_[i]};
  }
  [[nodiscard]] TimeKind kind() const { return kind_; }
  /// Offset from UTC that all instants had; nothing if they differ.
  [[nodiscard]] std::optional<std::int64_t> common_offset() const;
  /// Frees the rows, keeps the ids.
  void release();

 private:
  struct Chunk {
    std::vector<Run> runs;
    std::vector<std::int64_t> times;
    std::vector<double> values;
  };

  IdTable ids_;
  std::vector<Chunk> chunks_;
  std::vector<std::size_t> offsets_;
  std::unique_ptr<std::int64_t[]> times_;
  std::unique_ptr<double[]> values_;
  std::size_t num_rows_ = 0;
  TimeKind kind_ = TimeKind::kNone;
  std::int64_t least_offset_ = INT64_MAX;
  std::int64_t most_offset_ = INT64_MIN;
};
}  // namespace foretell
