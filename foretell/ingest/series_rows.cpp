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
  Chunk& chunk = chunks_.emplace_back();
  if (wide_names_.empty()) {
    std::vector<std::uint32_t> numbers;  // of the block's ids among all
    for (std::size_t i = 0; i < block.ids.size(); ++i) numbers.push_back(ids_.intern(block.ids[i]));
    chunk.runs.reserve(block.runs.size());
    for (const Run& run : block.runs) chunk.runs.push_back({numbers[run.series], run.rows});
    chunk.times.assign(block.times.begin(), block.times.end());
    chunk.columns = block.columns;
    num_columns_ = block.columns.size();
  } else {
    add_wide(block, chunk);
  }
  num_rows_ += chunk.times.size();
  return {};
}

void SeriesRows::add_wide(const RowBlock& block, Chunk& chunk) {
  const std::size_t rows = block.times.size();
  chunk.times.reserve(rows * wide_names_.size());
  std::vector<double>& values = chunk.columns.emplace_back();
  values.reserve(rows * wide_names_.size());
  for (std::size_t k = 0; k < wide_names_.size(); ++k) {
    chunk.runs.push_back({ids_.intern(wide_names_[k]), static_cast<std::uint32_t>(rows)});
    chunk.times.insert(chunk.times.end(), block.times.begin(), block.times.end());
    values.insert(values.end(), block.columns[k].begin(), block.columns[k].end());
  }
}

void SeriesRows::gather() {
  begins_.assign(ids_.size() + 1, 0);
  for (const Chunk& chunk : chunks_) {
    for (const Run& run : chunk.runs) begins_[run.series + 1] += run.rows;
  }
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  ends_.assign(begins_.begin() + 1, begins_.end());
  begins_.pop_back();
  times_ = std::make_unique_for_overwrite<std::int64_t[]>(num_rows_);
  values_ = std::make_unique_for_overwrite<double[]>(num_rows_ * num_columns_);
  std::vector<std::size_t> next(begins_);
  for (Chunk& chunk : chunks_) {
    std::size_t row = 0;
    for (const Run& run : chunk.runs) {
      std::size_t& to = next[run.series];
      std::copy_n(chunk.times.data() + row, run.rows, times_.get() + to);
      for (std::size_t c = 0; c < num_columns_; ++c) {
        std::copy_n(chunk.columns[c].data() + row, run.rows, values_.get() + c * num_rows_ + to);
      }
      row += run.rows;
      to += run.rows;
    }
    chunk = {};
  }
  chunks_ = {};
}

void SeriesRows::trim(std::size_t i) {
  const auto present = [](double value) { return value == value; };
  const auto all = values(i);
  const auto first = std::find_if(all.begin(), all.end(), present);
  if (first == all.end()) return;
  const auto last = std::find_if(all.rbegin(), all.rend(), present);
  ends_[i] -= static_cast<std::size_t>(last - all.rbegin());
  begins_[i] += static_cast<std::size_t>(first - all.begin());
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
