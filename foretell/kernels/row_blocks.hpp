#pragma once
#include <algorithm>
#include <cstddef>
#include <functional>

#include "foretell/base/parallel.hpp"
#include "foretell/base/thread_pair.hpp"

namespace foretell::kernels {
/// Calls body(i) for i in [0, count), on several threads where `worth_it`: on those of the calling
/// thread's ThreadPair if it has one. Allocates nothing on one thread.
template <class Body>
void for_jobs(std::size_t count, bool worth_it, const Body& body) {
  if (worth_it && count > 1 && num_threads() > 1) {
    ThreadPair* const pair = ThreadPair::of_this_thread();
    if (pair == nullptr) return parallel_for(count, 1, std::cref(body));
    return pair->run([&](std::size_t half) {
      for (std::size_t i = half; i < count; i += 2) body(i);
    });
  }
  for (std::size_t i = 0; i < count; ++i) body(i);
}

/// Calls body(first, count) for blocks of rows that cover [0, rows), on several threads where the
/// work is worth it. For maps whose rows do not touch each other: the blocks change no bit.
///   Units  width: numbers that each row reads and writes
template <class Body>
void in_row_blocks(std::size_t rows, std::size_t width, const Body& body) {
  constexpr std::size_t kBlock = 1U << 14;  // numbers: some microseconds of work
  const std::size_t wanted = std::min(rows, rows * width / kBlock);
  if (wanted < 2 || num_threads() == 1) return body(0, rows);
  const std::size_t blocks = std::min(wanted, 4 * num_threads());
  for_jobs(blocks, true, [&](std::size_t i) {
    const std::size_t first = rows * i / blocks;
    body(first, rows * (i + 1) / blocks - first);
  });
}
}  // namespace foretell::kernels
