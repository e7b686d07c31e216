// Sums of products of a sweep's waiting rows, included once per instruction set. Not for other
// files.
#include "foretell/models/smoothing/lanes/lane_sweep.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::ets::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, kLanes>;
using Vec = hn::Vec<Tag>;
using Mask = hn::Mask<Tag>;

constexpr std::size_t kTile = 4;

/// Adds Σ row[i] row[j] of kRows × kTile entries, from (i, j) on; of a tile on the diagonal only
/// the lower half.
template <std::size_t kRows, std::size_t kColumns, bool kDiagonal>
HWY_INLINE void add_tile(const double* HWY_RESTRICT block, std::size_t stride, std::size_t num_rows,
                         std::size_t i, std::size_t j, double* HWY_RESTRICT products) {
  const Tag tag;
  Vec sums[kRows][kColumns];
#pragma GCC unroll 16
  for (std::size_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 16
    for (std::size_t c = 0; c < kColumns; ++c) {
      if (kDiagonal && c > r) continue;
      sums[r][c] = hn::Load(tag, products + ((i + r) * (i + r + 1) / 2 + j + c) * kLanes);
    }
  }
  for (std::size_t b = 0; b < num_rows; ++b) {
    const double* HWY_RESTRICT row = block + b * stride;
    Vec left[kRows];
#pragma GCC unroll 16
    for (std::size_t r = 0; r < kRows; ++r) left[r] = hn::Load(tag, row + (i + r) * kLanes);
#pragma GCC unroll 16
    for (std::size_t c = 0; c < kColumns; ++c) {
      const auto right = kDiagonal ? left[c] : hn::Load(tag, row + (j + c) * kLanes);
#pragma GCC unroll 16
      for (std::size_t r = 0; r < kRows; ++r) {
        if (kDiagonal && c > r) continue;
        sums[r][c] = hn::MulAdd(left[r], right, sums[r][c]);
      }
    }
  }
#pragma GCC unroll 16
  for (std::size_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 16
    for (std::size_t c = 0; c < kColumns; ++c) {
      if (kDiagonal && c > r) continue;
      hn::Store(sums[r][c], tag, products + ((i + r) * (i + r + 1) / 2 + j + c) * kLanes);
    }
  }
}

template <std::size_t kRows>
HWY_INLINE void add_tile_row(const double* block, std::size_t stride, std::size_t num_rows,
                             std::size_t i, double* products) {
  for (std::size_t j = 0; j < i; j += kTile) {
    add_tile<kRows, kTile, false>(block, stride, num_rows, i, j, products);
  }
  add_tile<kRows, kRows, true>(block, stride, num_rows, i, i, products);
}

/// Takes the waiting rows into the curvature, the gradient (Σ weight row) and, for multiplicative
/// errors, Σ row.
template <bool kRelative>
HWY_INLINE void add_block(const LaneSweep& sweep, std::size_t lane, std::size_t num_rows) {
  const Tag tag;
  const std::size_t k = sweep.num_slopes, stride = (k + 1) * kLanes;
  const double* const block = sweep.block + lane;
  double* const products = sweep.curvature + lane;
  std::size_t i = 0;
  for (; i + kTile <= k; i += kTile) add_tile_row<4>(block, stride, num_rows, i, products);
  if (k - i == 3) add_tile_row<3>(block, stride, num_rows, i, products);
  if (k - i == 2) add_tile_row<2>(block, stride, num_rows, i, products);
  if (k - i == 1) add_tile_row<1>(block, stride, num_rows, i, products);
  for (std::size_t c = 0; c < k; ++c) {
    auto weighted = hn::Load(tag, sweep.gradient + c * kLanes + lane);
    auto plain = hn::Load(tag, sweep.plain + c * kLanes + lane);
    for (std::size_t b = 0; b < num_rows; ++b) {
      const double* const row = block + b * stride;
      const auto slope = hn::Load(tag, row + c * kLanes);
      weighted = hn::MulAdd(hn::Load(tag, row + k * kLanes), slope, weighted);
      if constexpr (kRelative) plain = hn::Add(plain, slope);
    }
    hn::Store(weighted, tag, sweep.gradient + c * kLanes + lane);
    if constexpr (kRelative) hn::Store(plain, tag, sweep.plain + c * kLanes + lane);
  }
}
}  // namespace foretell::ets::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
