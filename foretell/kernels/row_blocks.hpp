#pragma once
#include <cstddef>
#include <functional>

namespace foretell::kernels {
/// Calls body(first, count) for blocks of rows that cover [0, rows), on several threads where the
/// work is worth it. For maps whose rows do not touch each other: the blocks change no bit.
///   Units  width: numbers that each row reads and writes
void in_row_blocks(std::size_t rows, std::size_t width,
                   const std::function<void(std::size_t, std::size_t)>& body);
}  // namespace foretell::kernels
