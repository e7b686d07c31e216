#include "foretell/kernels/packed_weights.hpp"

#include <algorithm>
#include <cstdint>

#include "foretell/kernels/panel_product.hpp"
#include "foretell/kernels/row_blocks.hpp"

namespace foretell::kernels {
namespace {
constexpr std::size_t kLine = 64;  ///< bytes of a cache line, and of the widest vector
constexpr std::size_t kWorthThreads = 3U
                                      << 19;  ///< multiplications; below, one thread is sooner done
constexpr std::size_t kGroup = 4 * kPanel;    ///< columns of one job
}  // namespace

std::size_t panels_size(std::size_t depth, std::size_t columns) noexcept {
  return (columns + kPanel - 1) / kPanel * kPanel * depth;
}

Panels pack(MatrixView<const float> w, float* memory) noexcept {
  for (std::size_t j = 0; j < w.rows(); j += kPanel) pack_columns(w, j, memory + j * w.cols());
  return {memory, w.cols(), w.rows()};
}

Panels pack_transposed(MatrixView<const float> w, float* memory) noexcept {
  for (std::size_t j = 0; j < w.cols(); j += kPanel) pack_rows(w, j, memory + j * w.rows());
  return {memory, w.rows(), w.cols()};
}

namespace {
// Columns [first, first + count) of the product.
void add_columns(MatrixView<const float> x, const Panels& w, MatrixView<float> y, std::size_t first,
                 std::size_t count) noexcept {
  add_panel_product({.a = x.data(),
                     .a_row = x.stride(),
                     .a_step = 1,
                     .rows = x.rows(),
                     .depth = w.depth,
                     .panels = w.data + first * w.depth,
                     .panel_depth = w.depth,
                     .columns = count,
                     .c = y.data() + first,
                     .c_row = y.stride()});
}
}  // namespace

void add_product(MatrixView<const float> x, const Panels& w, MatrixView<float> y) noexcept {
  assert(x.cols() == w.depth && y.cols() == w.columns && x.rows() == y.rows());
  const bool worth_threads = x.rows() * w.depth * w.columns >= kWorthThreads;
  if (!worth_threads) return add_columns(x, w, y, 0, w.columns);
  for_jobs((w.columns + kGroup - 1) / kGroup, true, [&](std::size_t job) {
    add_columns(x, w, y, job * kGroup, std::min(kGroup, w.columns - job * kGroup));
  });
}

float* PackedWeights::memory(std::size_t depth, std::size_t columns) {
  storage_.resize(panels_size(depth, columns) + kLine / sizeof(float));
  const auto address = reinterpret_cast<std::uintptr_t>(storage_.data());  // NOLINT: an address
  return storage_.data() + (kLine - address % kLine) % kLine / sizeof(float);
}

void PackedWeights::pack(MatrixView<const float> w) {
  panels_ = kernels::pack(w, memory(w.cols(), w.rows()));
}

void PackedWeights::pack_transposed(MatrixView<const float> w) {
  panels_ = kernels::pack_transposed(w, memory(w.rows(), w.cols()));
}
}  // namespace foretell::kernels
