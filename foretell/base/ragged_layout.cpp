#include "foretell/base/ragged_layout.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace foretell {
Result<RaggedLayout> RaggedLayout::from(std::span<const std::size_t> lengths) {
  if (lengths.empty()) {
    return fail(ErrorCode::kTooShort, "a batch needs at least one sequence");
  }
  const auto empty = std::ranges::find(lengths, 0U);
  if (empty != lengths.end()) {
    const auto place = std::to_string(empty - lengths.begin() + 1);
    return fail(ErrorCode::kTooShort, "sequence " + place + " of the batch is empty; leave it out");
  }
  RaggedLayout layout;
  layout.order_.resize(lengths.size());
  std::iota(layout.order_.begin(), layout.order_.end(), 0U);
  std::ranges::stable_sort(layout.order_, [&](auto a, auto b) { return lengths[a] > lengths[b]; });
  layout.slots_.resize(lengths.size());
  for (std::size_t slot = 0; slot < lengths.size(); ++slot) {
    layout.slots_[layout.order_[slot]] = slot;
    layout.lengths_.push_back(lengths[layout.order_[slot]]);
  }
  std::size_t alive = lengths.size();
  layout.offsets_.reserve(layout.lengths_.front() + 1);
  for (std::size_t t = 0; t < layout.lengths_.front(); ++t) {
    while (layout.lengths_[alive - 1] <= t) --alive;
    layout.offsets_.push_back(layout.offsets_.back() + alive);
  }
  return layout;
}
}  // namespace foretell
