#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "foretell/ingest/row_block.hpp"

namespace foretell {
/// All rows of a table, gathered by series. Blocks are kept as they come and put together at the
/// end, so that a row costs 16 bytes while reading and 32 at most for a moment.
class SeriesRows {
 public:
  /// Says that each column of values is a series of this name.
  void set_wide(std::vector<std::string> names) { wide_names_ = std::move(names); }
  /// Takes the rows of the next block. Fails if its kind of time stamp differs from those before.
  [[nodiscard]] Result<void> append(const RowBlock& block);
  /// Gathers rows by series, in file order within each. Call once, before times() and values().
  void gather();

  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }
  [[nodiscard]] std::string_view id(std::size_t i) const { return ids_[i]; }
  [[nodiscard]] const IdTable& ids() const { return ids_; }
  [[nodiscard]] std::span<std::int64_t> times(std::size_t i) {
    return {times_.get() + begins_[i], ends_[i] - begins_[i]};
  }
  [[nodiscard]] std::span<double> values(std::size_t i) { return column(i, 0); }
  /// Column c of a series: 0 the target, then the regressors.
  [[nodiscard]] std::span<double> column(std::size_t i, std::size_t c) {
    return {values_.get() + c * num_rows_ + begins_[i], ends_[i] - begins_[i]};
  }
  [[nodiscard]] std::size_t num_columns() const { return num_columns_; }
  /// Leaves out missing values before the first and after the last value of a series, unless all of
  /// them are missing: in a wide table they say that the series was shorter than others.
  void trim(std::size_t i);
  [[nodiscard]] bool is_wide() const { return !wide_names_.empty(); }
  [[nodiscard]] TimeKind kind() const { return kind_; }
  /// Offset from UTC that all instants had; nothing if they differ.
  [[nodiscard]] std::optional<std::int64_t> common_offset() const;
  /// Frees the rows, keeps the ids.
  void release();

 private:
  struct Chunk {
    std::vector<Run> runs;
    std::vector<std::int64_t> times;
    std::vector<std::vector<double>> columns;  ///< in a wide table all in the first
  };

  void add_wide(const RowBlock& block, Chunk& chunk);

  IdTable ids_;
  std::vector<std::string> wide_names_;
  std::vector<Chunk> chunks_;
  std::vector<std::size_t> begins_;
  std::vector<std::size_t> ends_;
  std::unique_ptr<std::int64_t[]> times_;
  std::unique_ptr<double[]> values_;
  std::size_t num_rows_ = 0;
  std::size_t num_columns_ = 1;
  TimeKind kind_ = TimeKind::kNone;
  std::int64_t least_offset_ = INT64_MAX;
  std::int64_t most_offset_ = INT64_MIN;
};
}  // namespace foretell
