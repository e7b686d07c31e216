#include "foretell/kernels/packed_weights.hpp"

#include <algorithm>
#include <cstdint>

#include "foretell/base/thread_pair.hpp"
#include "foretell/kernels/panel_product.hpp"
#include "foretell/kernels/row_blocks.hpp"

namespace foretell::kernels {
namespace {
constexpr std::size_t kLine = 64;  ///< bytes of a cache line, and of the widest vector
constexpr std::size_t kWorthThreads = 3U
                                      << 19;  ///< multiplications; below, one thread is sooner done
// Multiplications below which handing over takes longer: of one row, where the second thread is
// there already, and of several rows.
constexpr std::size_t kWorthHalves = 1U << 14, kWorthPair = 1U << 15;
constexpr std::size_t kGroup = 4 * kPanel;  ///< columns of one job at least
constexpr std::size_t kJobsPerThread = 2;   ///< so that threads end together

// The first column that the second of two threads takes: the border of a panel.
std::size_t middle_of(std::size_t columns) {
  const std::size_t panels = (columns + kPanel - 1) / kPanel;
  return std::min(columns, (panels + 1) / 2 * kPanel);
}

// Calls body(j) for the first column of each panel, by two threads where the calling one has a
// pair: each half by the thread that will multiply by it. Panel by panel, as the second thread may
// come later.
template <class Body>
void for_panels(std::size_t columns, const Body& body) {
  ThreadPair* const pair = ThreadPair::of_this_thread();
  const std::size_t middle = pair == nullptr ? columns : middle_of(columns);
  for (std::size_t j = 0; j < middle; j += kPanel) {
    if (pair == nullptr) {
      body(j);
      continue;
    }
    pair->run([&](std::size_t half) {
      const std::size_t at = half == 0 ? j : middle + j;
      if (at < columns) body(at);
    });
  }
}
}  // namespace

std::size_t panels_size(std::size_t depth, std::size_t columns) noexcept {
  return (columns + kPanel - 1) / kPanel * kPanel * depth;
}

Panels pack(MatrixView<const float> w, float* memory) noexcept {
  for_panels(w.rows(), [&](std::size_t j) { pack_columns(w, j, memory + j * w.cols()); });
  return {memory, w.cols(), w.rows()};
}

Panels pack_transposed(MatrixView<const float> w, float* memory) noexcept {
  for_panels(w.cols(), [&](std::size_t j) { pack_rows(w, j, memory + j * w.rows()); });
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

// Each half of the columns by a thread of its own, in whose cache its weights stay.
void add_halves(ThreadPair& pair, MatrixView<const float> x, const Panels& w,
                MatrixView<float> y) noexcept {
  const std::size_t middle = middle_of(w.columns);
  pair.run([&](std::size_t half) {
    if (half == 0) return add_columns(x, w, y, 0, middle);
    if (middle < w.columns) add_columns(x, w, y, middle, w.columns - middle);
  });
}
}  // namespace

bool worth_a_pair(std::size_t rows, std::size_t weights) noexcept {
  const std::size_t multiplications = rows * weights;
  return multiplications >= (rows == 1 ? kWorthHalves : kWorthPair) &&
         multiplications < kWorthThreads;
}

void add_product(MatrixView<const float> x, const Panels& w, MatrixView<float> y) noexcept {
  assert(x.cols() == w.depth && y.cols() == w.columns && x.rows() == y.rows());
  const std::size_t work = x.rows() * w.depth * w.columns;
  ThreadPair* const pair = ThreadPair::of_this_thread();
  if (pair != nullptr && work >= kWorthHalves) return add_halves(*pair, x, w, y);
  if (work < kWorthThreads) return add_columns(x, w, y, 0, w.columns);
  // Every job lays out the rows of x for itself, so few are better.
  const std::size_t groups = (w.columns + kGroup - 1) / kGroup;
  const std::size_t jobs =
      std::min(groups, num_threads() == 1 ? 1 : kJobsPerThread * num_threads());
  for_jobs(jobs, true, [&](std::size_t job) {
    const std::size_t first = groups * job / jobs * kGroup;
    const std::size_t end = std::min(w.columns, groups * (job + 1) / jobs * kGroup);
    add_columns(x, w, y, first, end - first);
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
