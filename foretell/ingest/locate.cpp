#include "foretell/ingest/locate.hpp"

#include <algorithm>

namespace foretell {
Result<void> RowLocator::append(const RowBlock& block) {
  is_text_ = !block.text.empty();
  const auto numbers = numbers_of_rows(block);
  const auto keep = [&](std::size_t row) {
    times_.push_back(block.times[row]);
    numbers_.push_back(row < numbers.size() ? numbers[row] : block.first_number);
  };
  if (!wide_names_.empty()) {
    for (std::size_t row = 0; row < block.times.size(); ++row) keep(row);
    return {};
  }
  const auto wanted = block.ids.find(series_);
  std::size_t row = 0;
  for (const Run& run : block.runs) {
    for (std::size_t k = 0; k < run.rows && run.series == wanted; ++k) keep(row + k);
    row += run.rows;
  }
  return {};
}

std::optional<std::size_t> RowLocator::number(const PanelError& error, const Clock& clock) const {
  std::vector<std::int64_t> stamps = times_;
  if (!error.skipped) static_cast<void>(clock.turn_series(stamps));
  std::size_t occurrence = 0;
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    if (stamps[i] == error.stamp && occurrence++ == error.occurrence) return numbers_[i];
  }
  return std::nullopt;
}
}  // namespace foretell
