#include "foretell/kernels/row_blocks.hpp"

#include <algorithm>

#include "foretell/base/parallel.hpp"

namespace foretell::kernels {
void in_row_blocks(std::size_t rows, std::size_t width,
                   const std::function<void(std::size_t, std::size_t)>& body) {
  constexpr std::size_t kBlock = 1U << 14;  // numbers: some microseconds of work
  const std::size_t wanted = std::clamp<std::size_t>(rows * width / kBlock, 1, 4 * num_threads());
  const std::size_t blocks =
      num_threads() == 1 ? 1 : std::min(wanted, std::max<std::size_t>(1, rows));
  parallel_for(blocks, 1, [&](std::size_t i) {
    const std::size_t first = rows * i / blocks;
    body(first, rows * (i + 1) / blocks - first);
  });
}
}  // namespace foretell::kernels
