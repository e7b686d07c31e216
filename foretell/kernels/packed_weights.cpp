#include "foretell/kernels/packed_weights.hpp"

#include <algorithm>
#include <cassert>
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
// Where there are two threads in all, a pair is sooner than a pool up to here.
constexpr std::size_t kPairOfAll = 1U << 24;
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
// What is made of x: y += x·W, or y = x·W + bias.
struct Whole {
  MatrixView<const float> x;
  const Panels& w;
  const float* bias;  // [columns] or null
  MatrixView<float> y;
};

// Columns [first, first + count).
void make_columns(const Whole& p, std::size_t first, std::size_t count) noexcept {
  add_panel_product({.a = p.x.data(),
                     .a_row = p.x.stride(),
                     .a_step = 1,
                     .rows = p.x.rows(),
                     .depth = p.w.depth,
                     .panels = p.w.data + first * p.w.depth,
                     .panel_depth = p.w.depth,
                     .columns = count,
                     .c = p.y.data() + first,
                     .c_row = p.y.stride(),
                     .bias = p.bias == nullptr ? nullptr : p.bias + first});
}

// Each half of the columns by a thread of its own, in whose cache its weights stay. Where the
// second thread has not come yet, group after group until it has; then halves of what is left.
void make_halves(ThreadPair& pair, const Whole& p) noexcept {
  std::size_t first = 0;
  for (; !pair.is_complete() && first + kGroup < p.w.columns; first += kGroup) {
    make_columns(p, first, kGroup);
  }
  const std::size_t left = p.w.columns - first, middle = middle_of(left);
  pair.run([&](std::size_t half) {
    if (half == 0) return make_columns(p, first, middle);
    if (middle < left) make_columns(p, first + middle, left - middle);
  });
}

void make(const Whole& p) noexcept {
  assert(p.x.cols() == p.w.depth && p.y.cols() == p.w.columns && p.x.rows() == p.y.rows());
  const std::size_t work = p.x.rows() * p.w.depth * p.w.columns;
  ThreadPair* const pair = ThreadPair::of_this_thread();
  if (pair != nullptr && work >= kWorthHalves) return make_halves(*pair, p);
  if (work < kWorthThreads) return make_columns(p, 0, p.w.columns);
  // Every job lays out the rows of x for itself, so few are better.
  const std::size_t groups = (p.w.columns + kGroup - 1) / kGroup;
  const std::size_t jobs =
      std::min(groups, num_threads() == 1 ? 1 : kJobsPerThread * num_threads());
  for_jobs(jobs, true, [&](std::size_t job) {
    const std::size_t first = groups * job / jobs * kGroup;
    const std::size_t end = std::min(p.w.columns, groups * (job + 1) / jobs * kGroup);
    make_columns(p, first, end - first);
  });
}
}  // namespace

bool worth_a_pair(std::size_t rows, std::size_t weights) noexcept {
  const std::size_t multiplications = rows * weights;
  return multiplications >= (rows == 1 ? kWorthHalves : kWorthPair) &&
         multiplications < (num_threads() == 2 ? kPairOfAll : kWorthThreads);
}

void add_product(MatrixView<const float> x, const Panels& w, MatrixView<float> y) noexcept {
  make({x, w, nullptr, y});
}

void product(MatrixView<const float> x, const Panels& w, MatrixView<const float> b,
             MatrixView<float> y) noexcept {
  assert(b.cols() == w.columns);
  make({x, w, b.data(), y});
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
