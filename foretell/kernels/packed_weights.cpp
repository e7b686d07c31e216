#include "foretell/kernels/packed_weights.hpp"

#include <cstdint>

#include "foretell/kernels/panel_product.hpp"

namespace foretell::kernels {
namespace {
constexpr std::size_t kLine = 64;  ///< bytes of a cache line, and of the widest vector

// Floats to skip so that the address is a multiple of a line.
std::size_t gap_before_line(const float* data) {
  const auto past = reinterpret_cast<std::uintptr_t>(data) % kLine;  // NOLINT: an address
  return past == 0 ? 0 : (kLine - past) / sizeof(float);
}
}  // namespace

float* PackedWeights::panels() {
  return storage_.data() + gap_before_line(storage_.data());
}

const float* PackedWeights::panels() const {
  return storage_.data() + gap_before_line(storage_.data());
}

void PackedWeights::resize(std::size_t depth, std::size_t columns) {
  depth_ = depth;
  columns_ = columns;
  const std::size_t count = (columns + kPanel - 1) / kPanel;
  storage_.resize(count * depth * kPanel + kLine / sizeof(float));
}

void PackedWeights::pack(MatrixView<const float> w) {
  resize(w.cols(), w.rows());
  for (std::size_t j = 0; j < columns_; j += kPanel) pack_columns(w, j, panels() + j * depth_);
}

void PackedWeights::pack_transposed(MatrixView<const float> w) {
  resize(w.rows(), w.cols());
  for (std::size_t j = 0; j < columns_; j += kPanel) pack_rows(w, j, panels() + j * depth_);
}

void PackedWeights::add_product(MatrixView<const float> x, MatrixView<float> y) const noexcept {
  assert(x.cols() == depth_ && y.cols() == columns_ && x.rows() == y.rows());
  add_panel_product({.a = x.data(),
                     .a_row = x.stride(),
                     .a_step = 1,
                     .rows = x.rows(),
                     .depth = depth_,
                     .panels = panels(),
                     .panel_depth = depth_,
                     .columns = columns_,
                     .c = y.data(),
                     .c_row = y.stride()});
}
}  // namespace foretell::kernels
