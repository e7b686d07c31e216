#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <limits>

#include "foretell/base/parallel.hpp"

namespace foretell {
inline constexpr std::size_t kSeriesPerBlock = 512;

/// Number of blocks that for_series_blocks makes of so many series.
[[nodiscard]] constexpr std::size_t num_series_blocks(std::size_t count) {
  return (count + kSeriesPerBlock - 1) / kSeriesPerBlock;
}

/// Splits [0, count) into blocks and calls body(block, begin, end) for each, on several threads.
template <class Body>
void for_series_blocks(std::size_t count, Body body) {
  parallel_for(num_series_blocks(count), 1, [&](std::size_t block) {
    const std::size_t begin = block * kSeriesPerBlock;
    body(block, begin, std::min(count, begin + kSeriesPerBlock));
  });
}

/// The least index that any thread reports.
class FirstIndex {
 public:
  void report(std::size_t index) {
    std::size_t known = index_.load();
    while (index < known && !index_.compare_exchange_weak(known, index)) {
    }
  }
  [[nodiscard]] std::size_t get() const { return index_.load(); }
  [[nodiscard]] bool any() const { return get() != std::numeric_limits<std::size_t>::max(); }

 private:
  std::atomic<std::size_t> index_ = std::numeric_limits<std::size_t>::max();
};
}  // namespace foretell
