#include "foretell/ingest/series_rows.hpp"

#include <algorithm>

namespace foretell {
Result<void> SeriesRows::append(const RowBlock& block) {
  if (kind_ == TimeKind::kNone) kind_ = block.kind;
  if (block.kind != TimeKind::kNone && block.kind != kind_) {
    return fail(ErrorCode::kBadValue,
                "the time stamps are of several kinds; use one of integers, local times, or times "
                "with an offset from UTC");
  }
  least_offset_ = std::min(least_offset_, block.least_offset);
  most_offset_ = std::max(most_offset_, block.most_offset);
  std::vector<std::uint32_t> numbers;  // of the block's ids among all
  for (std::size_t i = 0; i < block.ids.size(); ++i) numbers.push_back(ids_.intern(block.ids[i]));
  Chunk& chunk = chunks_.emplace_back();
  chunk.runs.reserve(block.runs.size());
  for (const Run& run : block.runs) chunk.runs.push_back({numbers[run.series], run.rows});
  chunk.times.assign(block.times.begin(), block.times.end());
  chunk.values.assign(block.values.begin(), block.values.end());
  num_rows_ += chunk.times.size();
  return {};
}

void SeriesRows::gather() {
  offsets_.assign(ids_.size() + 1, 0);
  for (const Chunk& chunk : chunks_) {
    for (const Run& run : chunk.runs) offsets_[run.series + 1] += run.rows;
  }
  for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
  times_ = std::make_unique_for_overwrite<std::int64_t[]>(num_rows_);
  values_ = std::make_unique_for_overwrite<double[]>(num_rows_);
  std::vector<std::size_t> next(offsets_.begin(), offsets_.end() - 1);
  for (Chunk& chunk : chunks_) {
    std::size_t row = 0;
    for (const Run& run : chunk.runs) {
      std::size_t& to = next[run.series];
      std::copy_n(chunk.times.data() + row, run.rows, times_.get() + to);
      std::copy_n(chunk.values.data() + row, run.rows, values_.get() + to);
      row += run.rows;
      to += run.rows;
    }
    chunk = {};
  }
  chunks_ = {};
}

std::optional<std::int64_t> SeriesRows::common_offset() const {
  if (least_offset_ != most_offset_) return std::nullopt;
  return least_offset_;
}

void SeriesRows::release() {
  times_.reset();
  values_.reset();
}
}  // namespace foretell
