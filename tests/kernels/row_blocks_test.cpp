#include "foretell/kernels/row_blocks.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace foretell::kernels {
namespace {
TEST(RowBlocks, CoverEveryRowOnce) {
  for (const std::size_t rows : {0U, 1U, 7U, 1000U}) {
    for (const std::size_t width : {1U, 100U, 100000U}) {
      std::vector<int> seen(rows, 0);
      in_row_blocks(rows, width, [&](std::size_t first, std::size_t count) {
        for (std::size_t r = first; r < first + count; ++r) ++seen[r];
      });
      EXPECT_EQ(seen, std::vector<int>(rows, 1)) << rows << " " << width;
    }
  }
}
}  // namespace
}  // namespace foretell::kernels
