// Compiled once per instruction set by Highway; the plain part is at the end.
#define HWY_WANT_AVX3_DL  // has products of bytes that are summed in fours
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/quantized_weights.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "foretell/kernels/panel_product.hpp"
#include "foretell/kernels/quantized_weights.hpp"
#include "hwy/highway.h"

#ifndef FORETELL_KERNELS_ROUNDED_SUMS
#define FORETELL_KERNELS_ROUNDED_SUMS
namespace foretell::kernels {
// The sums of one panel, and what they are multiplied by.
struct RoundedSums {
  const std::int32_t *low, *high, *offsets;
  const float* scales;
};
}  // namespace foretell::kernels
#endif

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// low[j] = Σ q[four][j][i] lo[4 four + i], high[j] the same with hi; 32-bit sums are exact.
#if HWY_TARGET <= HWY_AVX3_DL
#pragma GCC push_options
#pragma GCC target("avx512vnni")  // part of this set, but not of Highway's list for g++
HWY_INLINE std::int32_t four_of(const std::uint8_t* x, std::size_t four) {
  std::int32_t all;
  std::memcpy(&all, x + 4 * four, sizeof all);
  return all;
}

// Adds the products of four inputs, their low and high bytes, with a panel's halves.
HWY_INLINE void add_four(const std::int8_t* q, std::int32_t lo, std::int32_t hi, __m512i* low,
                         __m512i* high) {
  const auto l = _mm512_set1_epi32(lo), h = _mm512_set1_epi32(hi);
#pragma GCC unroll 2
  for (std::size_t half = 0; half < 2; ++half) {
    const auto weights = _mm512_loadu_si512(q + 64 * half);
    low[half] = _mm512_dpbusd_epi32(low[half], l, weights);
    high[half] = _mm512_dpbusd_epi32(high[half], h, weights);
  }
}

void panel_sums(const std::int8_t* q, const std::uint8_t* lo, const std::uint8_t* hi,
                std::size_t fours, std::int32_t* low, std::int32_t* high) {
  const auto zero = _mm512_setzero_si512();
  __m512i even_low[2] = {zero, zero}, even_high[2] = {zero, zero};  // two chains hide the latency
  __m512i odd_low[2] = {zero, zero}, odd_high[2] = {zero, zero};
  std::size_t four = 0;
  for (; four + 2 <= fours; four += 2, q += 8 * kPanel) {
    add_four(q, four_of(lo, four), four_of(hi, four), even_low, even_high);
    add_four(q + 4 * kPanel, four_of(lo, four + 1), four_of(hi, four + 1), odd_low, odd_high);
  }
  if (four < fours) add_four(q, four_of(lo, four), four_of(hi, four), even_low, even_high);
  for (std::size_t half = 0; half < 2; ++half) {
    _mm512_storeu_si512(low + 16 * half, _mm512_add_epi32(even_low[half], odd_low[half]));
    _mm512_storeu_si512(high + 16 * half, _mm512_add_epi32(even_high[half], odd_high[half]));
  }
}
#pragma GCC pop_options
#elif HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
// Bytes become 16-bit numbers, whose products are added in neighbouring pairs by one instruction.
void panel_sums(const std::int8_t* q, const std::uint8_t* lo, const std::uint8_t* hi,
                std::size_t fours, std::int32_t* low, std::int32_t* high) {
  const hn::CappedTag<std::int32_t, 16> d32;
  const hn::Repartition<std::int16_t, decltype(d32)> d16;
  const hn::Rebind<std::int8_t, decltype(d16)> d8;
  const hn::Repartition<std::int64_t, decltype(d32)> d64;
  constexpr std::size_t kVectors = 2 * kPanel / hn::MaxLanes(d32);
  alignas(64) std::int32_t both[2 * kPanel];
  for (const auto& [bytes, result] : {std::pair{lo, low}, std::pair{hi, high}}) {
    hn::Vec<decltype(d32)> sums[kVectors];
    for (auto& sum : sums) sum = hn::Zero(d32);
    for (std::size_t four = 0; four < fours; ++four) {
      const std::uint8_t* const x = bytes + 4 * four;
      const std::uint64_t wide = x[0] | std::uint64_t{x[1]} << 16U | std::uint64_t{x[2]} << 32U |
                                 std::uint64_t{x[3]} << 48U;
      const auto left = hn::BitCast(d16, hn::Set(d64, static_cast<std::int64_t>(wide)));
      for (std::size_t v = 0; v < kVectors; ++v) {
        const auto right =
            hn::PromoteTo(d16, hn::LoadU(d8, q + 4 * four * kPanel + v * hn::Lanes(d8)));
        auto none = hn::Zero(d32);
        sums[v] = hn::ReorderWidenMulAccumulate(d32, left, right, sums[v], none);
      }
    }
    for (std::size_t v = 0; v < kVectors; ++v) hn::StoreU(sums[v], d32, both + v * hn::Lanes(d32));
    for (std::size_t j = 0; j < kPanel; ++j) result[j] = both[2 * j] + both[2 * j + 1];
  }
}
#else
void panel_sums(const std::int8_t* q, const std::uint8_t* lo, const std::uint8_t* hi,
                std::size_t fours, std::int32_t* low, std::int32_t* high) {
  std::fill_n(low, kPanel, 0);
  std::fill_n(high, kPanel, 0);
  for (std::size_t i = 0; i < fours * kPanel * 4; ++i) {
    const std::size_t k = i / (4 * kPanel) * 4 + i % 4, j = i / 4 % kPanel;
    low[j] += q[i] * lo[k];
    high[j] += q[i] * hi[k];
  }
}
#endif

using Tag = hn::CappedTag<float, 16>;

// The greatest |x|, NaN if there is a number that is not finite.
float largest(const float* x, std::size_t count) {
  const Tag d;
  const std::size_t lanes = hn::Lanes(d);
  auto most = hn::Zero(d), check = hn::Zero(d);
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto v = hn::LoadU(d, x + i);
    most = hn::Max(most, hn::Abs(v));
    check = hn::MulAdd(hn::Zero(d), v, check);
  }
  float all = hn::GetLane(hn::MaxOfLanes(d, most)), sum = hn::GetLane(hn::SumOfLanes(d, check));
  for (; i < count; ++i) {
    all = std::max(all, std::abs(x[i]));
    sum += 0 * x[i];
  }
  return sum == 0 ? all : NAN;
}

// The nearest integers of x · steps, which lie in ±32767: their low bytes, and their high bytes
// with an offset of 128.
void split(const float* x, std::size_t count, float steps, std::uint8_t* low, std::uint8_t* high) {
  const Tag d;
  const hn::RebindToSigned<Tag> di;
  const hn::Rebind<std::uint8_t, Tag> bytes;
  const auto mask = hn::Set(di, 255), offset = hn::Set(di, 128);
  const std::size_t lanes = hn::Lanes(d);
  std::size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto p = hn::NearestInt(hn::Mul(hn::LoadU(d, x + i), hn::Set(d, steps)));
    hn::StoreU(hn::DemoteTo(bytes, hn::And(p, mask)), bytes, low + i);
    hn::StoreU(hn::DemoteTo(bytes, hn::Add(hn::ShiftRight<8>(p), offset)), bytes, high + i);
  }
  for (; i < count; ++i) {
    const auto p = static_cast<std::int32_t>(std::lrint(x[i] * steps));
    low[i] = static_cast<std::uint8_t>(p & 255);
    high[i] = static_cast<std::uint8_t>((p >> 8) + 128);
  }
}

// y += scales · unit · (256 (high − offsets) + low)
void add_sums(const RoundedSums& sums, std::size_t count, float unit, float* y) {
  const Tag d;
  const hn::RebindToSigned<Tag> di;
  const std::size_t lanes = hn::Lanes(d);
  std::size_t j = 0;
  for (; j + lanes <= count; j += lanes) {
    const auto top = hn::Sub(hn::LoadU(di, sums.high + j), hn::LoadU(di, sums.offsets + j));
    const auto whole = hn::Add(hn::Mul(hn::Set(d, 256.0F), hn::ConvertTo(d, top)),
                               hn::ConvertTo(d, hn::LoadU(di, sums.low + j)));
    const auto factor = hn::Mul(hn::LoadU(d, sums.scales + j), hn::Set(d, unit));
    hn::StoreU(hn::Add(hn::LoadU(d, y + j), hn::Mul(factor, whole)), d, y + j);
  }
  for (; j < count; ++j) {
    const float whole =
        256 * static_cast<float>(sums.high[j] - sums.offsets[j]) + static_cast<float>(sums.low[j]);
    y[j] += sums.scales[j] * unit * whole;
  }
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(panel_sums);
HWY_EXPORT(largest);
HWY_EXPORT(split);
HWY_EXPORT(add_sums);

namespace {
constexpr float kMostWeight = 127, kMostInput = 32767;
constexpr std::size_t kBlock = 2048;  ///< terms of a 32-bit sum: 2048 · 127 · 255 < 2³¹
constexpr int kOffset = 128;          ///< added to high bytes, which then have no sign

float steps_of(float most, float range) {
  return most > 0 ? range / most : 0;
}

// A block of inputs as 16-bit integers, their low and high bytes apart; zeros fill the last four.
struct SplitInput {
  alignas(64) std::uint8_t low[kBlock];
  alignas(64) std::uint8_t high[kBlock];

  void set(const float* x, std::size_t count, float steps) {
    HWY_DYNAMIC_DISPATCH(split)(x, count, steps, low, high);
    for (std::size_t i = count; i % 4 != 0; ++i) low[i] = high[i] = 0;  // meets weights of zero
  }
};
}  // namespace

void QuantizedWeights::pack(MatrixView<const float> w) {
  depth_ = w.cols();
  scales_.resize(w.rows());
  offsets_.assign(w.rows() * ((depth_ + kBlock - 1) / kBlock), 0);
  const std::size_t fours = (depth_ + 3) / 4;
  panels_.assign((w.rows() + kPanel - 1) / kPanel * fours * kPanel * 4, 0);
  for (std::size_t j = 0; j < w.rows(); ++j) {
    const float most = HWY_DYNAMIC_DISPATCH(largest)(w.row(j), depth_),
                steps = steps_of(most, kMostWeight);
    scales_[j] = most / kMostWeight;
    std::int8_t* const column = panels_.data() + (j / kPanel * fours * kPanel + j % kPanel) * 4;
    for (std::size_t k = 0; k < depth_; ++k) {
      const auto q = static_cast<std::int8_t>(std::lrint(w(j, k) * steps));
      column[k / 4 * kPanel * 4 + k % 4] = q;
      offsets_[k / kBlock * w.rows() + j] += kOffset * q;
    }
  }
}

void QuantizedWeights::add_product(MatrixView<const float> x, MatrixView<float> y) const noexcept {
  assert(x.cols() == depth_ && y.cols() == columns() && x.rows() == y.rows());
  for (std::size_t r = 0; r < x.rows(); ++r) {
    const float most = HWY_DYNAMIC_DISPATCH(largest)(x.row(r), depth_);
    for (std::size_t k = 0; k < depth_; k += kBlock) add_block(x.row(r), k, most, y.row(r));
  }
}

void QuantizedWeights::add_block(const float* x, std::size_t k, float most,
                                 float* y) const noexcept {
  SplitInput input;
  alignas(64) std::int32_t low[kPanel], high[kPanel];
  const std::size_t count = std::min(kBlock, depth_ - k), fours = (depth_ + 3) / 4;
  input.set(x + k, count, steps_of(most, kMostInput));
  const std::int32_t* const offsets = offsets_.data() + k / kBlock * columns();
  const float unit = most / kMostInput;
  for (std::size_t j = 0; j < columns(); j += kPanel) {
    HWY_DYNAMIC_DISPATCH(panel_sums)
    (panels_.data() + (j * fours + k / 4 * kPanel) * 4, input.low, input.high, (count + 3) / 4, low,
     high);
    const RoundedSums sums{low, high, offsets + j, scales_.data() + j};
    HWY_DYNAMIC_DISPATCH(add_sums)(sums, std::min(kPanel, columns() - j), unit, y + j);
  }
}
}  // namespace foretell::kernels
#endif  // HWY_ONCE
