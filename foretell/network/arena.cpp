#include "foretell/network/arena.hpp"

#include <algorithm>

namespace foretell::network {
namespace {
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kFirstBlock = std::size_t{1} << 16U;
}  // namespace

void Arena::add_block(std::size_t size) {
  auto* memory = static_cast<std::byte*>(::operator new (size, std::align_val_t{kAlignment}));
  blocks_.push_back({std::unique_ptr<std::byte, Free>(memory), size});
}

std::byte* Arena::allocate(std::size_t bytes) {
  bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  while (now_.block < blocks_.size() && now_.used + bytes > blocks_[now_.block].size) {
    ++now_.block;
    now_.used = 0;
  }
  if (now_.block == blocks_.size()) {
    // A quarter of all so far keeps the number of blocks logarithmic and the waste small.
    add_block(std::max({bytes, peak_ / 4, kFirstBlock}));
  }
  std::byte* result = blocks_[now_.block].memory.get() + now_.used;
  now_.used += bytes;
  now_.live += bytes;
  peak_ = std::max(peak_, now_.live);
  return result;
}

void Arena::reset() {
  now_ = {};
  if (blocks_.size() <= 1) return;
  blocks_.clear();
  add_block(std::max(kFirstBlock, (peak_ + peak_ / 16) / kAlignment * kAlignment));
}
}  // namespace foretell::network
