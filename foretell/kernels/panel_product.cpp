// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/panel_product.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include <algorithm>
#include <array>

#include "foretell/kernels/panel_product.hpp"
#include "foretell/kernels/row_part.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
// Rows of the tallest tile: with 32 registers 28 sums of two vectors, with 16 registers 12.
#if HWY_TARGET <= HWY_AVX3
constexpr std::size_t kTileRows = 14;
#else
constexpr std::size_t kTileRows = 6;
#endif

HWY_INLINE const float* vector_of(const PanelProduct& p, std::size_t v, std::size_t lanes) {
  const std::size_t column = v * lanes;
  return p.panels + column / kPanel * p.panel_depth * kPanel + column % kPanel;
}

HWY_INLINE void add_to(const PanelProduct& p, std::size_t row, std::size_t v, Floats sum) {
  const std::size_t column = v * hn::Lanes(FloatTag());
  float* c = p.c + row * p.c_row + column;
  const Part part{p.columns - column};
  part.store(hn::Add(part.load(p.bias == nullptr ? c : p.bias + column), sum), c);
}

// kRows × kVectors sums stay in registers over the whole depth.
template <std::size_t kRows, std::size_t kVectors>
HWY_INLINE void tile(const PanelProduct& p, std::size_t first) {
  const FloatTag d;
  const std::size_t lanes = hn::Lanes(d);
  const float* b[kVectors];
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) b[v] = vector_of(p, first + v, lanes);
  Floats sums[kRows][kVectors];
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kRows; ++i) {
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) sums[i][v] = hn::Zero(d);
  }
  const float* a = p.a;
  for (std::size_t k = 0; k < p.depth; ++k, a += p.a_step) {
    Floats right[kVectors];
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) right[v] = hn::Load(d, b[v] + k * kPanel);
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kRows; ++i) {
      const auto left = hn::Set(d, a[i * p.a_row]);
#pragma GCC unroll 16
      for (std::size_t v = 0; v < kVectors; ++v) {
        sums[i][v] = hn::MulAdd(left, right[v], sums[i][v]);
      }
    }
  }
#pragma GCC unroll 16
  for (std::size_t i = 0; i < kRows; ++i) {
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) add_to(p, i, first + v, sums[i][v]);
  }
}

// Few rows need many columns at once to hide the latency of the sums.
template <std::size_t kRows>
HWY_INLINE void strip(const PanelProduct& p) {
  constexpr std::size_t kVectors = std::clamp<std::size_t>(2 * kTileRows / kRows, 2, 8) / 2 * 2;
  const std::size_t lanes = hn::Lanes(FloatTag());
  const std::size_t count = (p.columns + lanes - 1) / lanes;
  std::size_t v = 0;
  for (; v + kVectors <= count; v += kVectors) tile<kRows, kVectors>(p, v);
  if constexpr (kVectors > 2) {
    for (; v + 2 <= count; v += 2) tile<kRows, 2>(p, v);
  }
  for (; v < count; ++v) tile<kRows, 1>(p, v);
}

// Finds the tile of p.rows ≤ kRows rows.
template <std::size_t kRows>
void tile_rows(const PanelProduct& p) {
  if constexpr (kRows > 0) {
    if (p.rows == kRows) {
      strip<kRows>(p);
    } else {
      tile_rows<kRows - 1>(p);
    }
  }
}

#if HWY_TARGET != HWY_SCALAR
// Columns k … k + 3 of four rows become four rows, so far apart.
HWY_INLINE void transpose_4x4(const float* const* from, std::size_t k, float* to,
                              std::size_t stride) {
  const hn::CappedTag<float, 4> d;
  const hn::RepartitionToWide<decltype(d)> wide;
  const auto a = hn::LoadU(d, from[0] + k), b = hn::LoadU(d, from[1] + k);
  const auto e = hn::LoadU(d, from[2] + k), f = hn::LoadU(d, from[3] + k);
  const auto low = hn::BitCast(wide, hn::InterleaveLower(d, a, b));
  const auto high = hn::BitCast(wide, hn::InterleaveUpper(d, a, b));
  const auto low2 = hn::BitCast(wide, hn::InterleaveLower(d, e, f));
  const auto high2 = hn::BitCast(wide, hn::InterleaveUpper(d, e, f));
  hn::StoreU(hn::BitCast(d, hn::InterleaveLower(wide, low, low2)), d, to);
  hn::StoreU(hn::BitCast(d, hn::InterleaveUpper(wide, low, low2)), d, to + stride);
  hn::StoreU(hn::BitCast(d, hn::InterleaveLower(wide, high, high2)), d, to + 2 * stride);
  hn::StoreU(hn::BitCast(d, hn::InterleaveUpper(wide, high, high2)), d, to + 3 * stride);
}
constexpr std::size_t kTransposed = 4;
#else
HWY_INLINE void transpose_4x4(const float* const* /*from*/, std::size_t /*k*/, float* /*to*/,
                              std::size_t /*stride*/) {
}
constexpr std::size_t kTransposed = 0;
#endif

// The rows of a tile side by side: rows whose distance is a power of two share few cache lines.
HWY_INLINE void gather_rows(const PanelProduct& p, float* packed) {
  if (p.a_row == 1) {
    for (std::size_t k = 0; k < p.depth; ++k) {
      std::copy_n(p.a + k * p.a_step, p.rows, packed + k * kTileRows);
    }
    return;
  }
  std::size_t i = 0;
  for (; kTransposed > 0 && p.a_step == 1 && i + 4 <= p.rows; i += 4) {
    const float* const from[4] = {p.a + i * p.a_row, p.a + (i + 1) * p.a_row,
                                  p.a + (i + 2) * p.a_row, p.a + (i + 3) * p.a_row};
    std::size_t k = 0;
    for (; k + 4 <= p.depth; k += 4) {
      transpose_4x4(from, k, packed + k * kTileRows + i, kTileRows);
    }
    for (; k < p.depth; ++k) {
      for (std::size_t r = 0; r < 4; ++r) packed[k * kTileRows + i + r] = from[r][k];
    }
  }
  for (; i < p.rows; ++i) {
    const float* a = p.a + i * p.a_row;
    for (std::size_t k = 0; k < p.depth; ++k) packed[k * kTileRows + i] = a[k * p.a_step];
  }
}

// A few tiles of rows, and where they begin. Tiles of nearly equal height: a low one at the end
// would leave registers unused.
class Tiles {
 public:
  static constexpr std::size_t kMost = 4;  ///< tiles, so that their rows stay in the nearest caches

  HWY_INLINE explicit Tiles(const PanelProduct& p)
      : product_(p), count_((p.rows + kTileRows - 1) / kTileRows) {
    if (p.columns <= 2 * kPanel || p.rows <= 2) return;
    is_packed_ = true;
    for (std::size_t i = 0; i < count_; ++i) gather_rows(rows_of(i), place(i));
  }

  HWY_INLINE std::size_t count() const { return count_; }

  // Columns [first, first + columns) of tile i.
  HWY_INLINE PanelProduct part(std::size_t i, std::size_t first, std::size_t columns) {
    PanelProduct part = rows_of(i);
    if (is_packed_) {
      part.a = place(i);
      part.a_row = 1;
      part.a_step = kTileRows;
    }
    part.panels += first * part.panel_depth;
    part.columns = columns;
    part.c += first;
    if (part.bias != nullptr) part.bias += first;
    return part;
  }

 private:
  HWY_INLINE PanelProduct rows_of(std::size_t i) const {
    const std::size_t row = product_.rows * i / count_;
    PanelProduct part = product_;
    part.rows = product_.rows * (i + 1) / count_ - row;
    part.a += row * part.a_row;
    part.c += row * part.c_row;
    return part;
  }
  HWY_INLINE float* place(std::size_t i) { return packed_ + i * kDepth * kTileRows; }

  const PanelProduct& product_;
  std::size_t count_;
  bool is_packed_ = false;
  alignas(64) float packed_[kMost * kDepth * kTileRows];
};

// Rows for a few tiles: each group of columns is read from the second cache by one tile after
// another.
void add_block(const PanelProduct& p) {
  constexpr std::size_t kGroup = 4 * kPanel;
  constexpr std::size_t kRows = Tiles::kMost * kTileRows;
  const std::size_t blocks = (p.rows + kRows - 1) / kRows;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t row = p.rows * block / blocks;
    PanelProduct rows = p;
    rows.rows = p.rows * (block + 1) / blocks - row;
    rows.a += row * p.a_row;
    rows.c += row * p.c_row;
    Tiles tiles(rows);
    for (std::size_t first = 0; first < p.columns; first += kGroup) {
      for (std::size_t i = 0; i < tiles.count(); ++i) {
        tile_rows<kTileRows>(tiles.part(i, first, std::min(kGroup, p.columns - first)));
      }
    }
  }
}
// Columns [k, end) of rows first … first + count of w become rows of the panel.
HWY_INLINE void transpose_block(MatrixView<const float> w, std::size_t first, std::size_t count,
                                std::size_t k, std::size_t end, float* panel) {
  std::size_t j = 0;
  for (; kTransposed > 0 && j + 4 <= count && end % 4 == 0; j += 4) {
    const float* const from[4] = {w.row(first + j), w.row(first + j + 1), w.row(first + j + 2),
                                  w.row(first + j + 3)};
    for (std::size_t at = k; at < end; at += 4)
      transpose_4x4(from, at, panel + at * kPanel + j, kPanel);
  }
  for (; j < count; ++j) {
    const float* const from = w.row(first + j);
    for (std::size_t at = k; at < end; ++at) panel[at * kPanel + j] = from[at];
  }
}

// Rows first … first + count of w become columns of the panel, a cache line of each at a time.
void transpose_into(MatrixView<const float> w, std::size_t first, std::size_t count, float* panel) {
  constexpr std::size_t kLine = 16;
  if (count < kPanel) std::fill_n(panel, w.cols() * kPanel, 0.0F);
  for (std::size_t k = 0; k < w.cols(); k += kLine) {
    transpose_block(w, first, count, k, std::min(w.cols(), k + kLine), panel);
  }
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(add_block);
HWY_EXPORT(transpose_into);

void add_panel_product(const PanelProduct& product) noexcept {
  for (std::size_t k = 0; k < product.depth; k += kDepth) {
    PanelProduct block = product;
    block.a += k * product.a_step;
    block.panels += k * kPanel;
    block.depth = std::min(kDepth, product.depth - k);
    if (k > 0) block.bias = nullptr;
    HWY_DYNAMIC_DISPATCH(add_block)(block);
  }
}

void pack_rows(MatrixView<const float> w, std::size_t first, float* panel) noexcept {
  const std::size_t count = std::min(kPanel, w.cols() - first);
  for (std::size_t k = 0; k < w.rows(); ++k, panel += kPanel) {
    std::copy_n(w.row(k) + first, count, panel);
    std::fill(panel + count, panel + kPanel, 0.0F);
  }
}

void pack_columns(MatrixView<const float> w, std::size_t first, float* panel) noexcept {
  HWY_DYNAMIC_DISPATCH(transpose_into)(w, first, std::min(kPanel, w.rows() - first), panel);
}
}  // namespace foretell::kernels
#endif  // HWY_ONCE
