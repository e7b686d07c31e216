#include "foretell/corpus/epoch_order.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
// Streams of one epoch: the order of the sequences, and that of the batches.
constexpr std::uint64_t kStreams = 2;

std::vector<std::size_t> permuted(std::size_t count, Rng rng) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) {
    std::swap(order[i - 1], order[rng.below(static_cast<std::uint32_t>(i))]);
  }
  return order;
}
}  // namespace

std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed, std::uint64_t epoch) {
  return permuted(count, Rng(seed, kStreams * epoch));
}

EpochBatches::EpochBatches(std::vector<std::size_t> lengths, const BatchPlan& plan)
    : lengths_(std::move(lengths)), plan_(plan) {
  assert(!lengths_.empty() && plan_.batch_size > 0);
  deal();
}

void EpochBatches::deal() {
  const std::size_t count = lengths_.size();
  order_.resize(count);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  if (plan_.shuffle) order_ = shuffled(count, plan_.seed, position_.epoch);
  const std::size_t pool = std::max<std::size_t>(plan_.pool * plan_.batch_size, 1);
  for (std::size_t first = 0; first < count && plan_.pool > 0; first += pool) {
    const auto begin = order_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = order_.begin() + static_cast<std::ptrdiff_t>(std::min(first + pool, count));
    std::stable_sort(begin, end,
                     [this](std::size_t a, std::size_t b) { return lengths_[a] > lengths_[b]; });
  }
  starts_.resize(batches_per_epoch());
  std::iota(starts_.begin(), starts_.end(), std::size_t{0});
  if (plan_.shuffle) {
    starts_ = permuted(starts_.size(), Rng(plan_.seed, kStreams * position_.epoch + 1));
  }
  for (std::size_t& start : starts_) start *= plan_.batch_size;
}

std::span<const std::size_t> EpochBatches::next() {
  if (position_.batch == starts_.size()) {
    ++position_.epoch;
    position_.batch = 0;
    deal();
  }
  const std::size_t start = starts_[position_.batch++];
  const std::size_t count = std::min(plan_.batch_size, order_.size() - start);
  return std::span(order_).subspan(start, count);
}

void EpochBatches::seek(Position position) {
  position_ = position;
  deal();
  position_.batch = std::min<std::uint64_t>(position_.batch, starts_.size());
}

std::size_t EpochBatches::batches_per_epoch() const {
  return (lengths_.size() + plan_.batch_size - 1) / plan_.batch_size;
}
}  // namespace foretell
