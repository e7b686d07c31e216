// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/unit_product.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include <algorithm>
#include <cassert>

#include "foretell/kernels/panel_product.hpp"
#include "foretell/kernels/row_part.hpp"
#include "foretell/kernels/unit_product.hpp"
#include "hwy/cache_control.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
constexpr std::size_t kMost = 8;  // sums at once: enough to hide the latency of one

// Vectors of the result, wherever they lie, and the columns of the weight that make them.
struct Vectors {
  const float* from[kMost];
  float* to[kMost];
  float* begun[kMost];
};

// Some terms of a block of sums.
struct BlockTerms {
  const float* x;
  std::size_t count;
  bool first, last;  // of their block
};

// The sums stay in registers over all terms.
template <std::size_t kVectors>
HWY_INLINE void add_sums(const BlockTerms& terms, const Vectors& at) {
  const FloatTag d;
  const float* from[kVectors];
  Floats sums[kVectors];
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) {
    from[v] = at.from[v];
    sums[v] = terms.first ? hn::Zero(d) : hn::LoadU(d, at.begun[v]);
  }
  for (std::size_t k = 0; k < terms.count; ++k) {
    const auto left = hn::Set(d, terms.x[k]);
#pragma GCC unroll 16
    for (std::size_t v = 0; v < kVectors; ++v) {
      sums[v] = hn::MulAdd(left, hn::Load(d, from[v] + k * kPanel), sums[v]);
    }
  }
#pragma GCC unroll 16
  for (std::size_t v = 0; v < kVectors; ++v) {
    if (terms.last) {
      hn::StoreU(hn::Add(hn::LoadU(d, at.to[v]), sums[v]), d, at.to[v]);
    } else {
      hn::StoreU(sums[v], d, at.begun[v]);
    }
  }
}

HWY_INLINE void add_vectors(const BlockTerms& terms, const Vectors& at, std::size_t count) {
  if (count == kMost) return add_sums<kMost>(terms, at);
  Vectors rest = at;
  for (; count >= 4; count -= 4) {
    add_sums<4>(terms, rest);
    std::copy_n(at.from + 4, count - 4, rest.from);
    std::copy_n(at.to + 4, count - 4, rest.to);
    std::copy_n(at.begun + 4, count - 4, rest.begun);
  }
  if (count >= 2) add_sums<2>(terms, rest);
  for (std::size_t v = count / 2 * 2; v < count; ++v) {
    add_sums<1>(terms, {{rest.from[v]}, {rest.to[v]}, {rest.begun[v]}});
  }
}

// Terms of one block.
void add_block_terms(const float* x, Terms some, const Panels& w, Units units, MatrixView<float> y,
                     MatrixView<float> begun) {
  const std::size_t lanes = hn::Lanes(FloatTag());
  const BlockTerms terms{x + some.first, some.last - some.first, some.first % kDepth == 0,
                         some.last % kDepth == 0 || some.last == w.depth};
  const float* const panels = w.data + some.first * kPanel;
  // What another thread has written comes line by line: all are asked for at once.
  for (std::size_t k = 0; k < terms.count; k += 16) hwy::Prefetch(terms.x + k);
  Vectors at{};
  std::size_t count = 0;
  for (std::size_t gate = 0; gate < y.rows(); ++gate) {
    for (std::size_t j = units.first; j < units.first + units.count; j += lanes) {
      const std::size_t column = gate * y.cols() + j;
      at.from[count] = panels + column / kPanel * kPanel * w.depth + column % kPanel;
      at.to[count] = y.row(gate) + j;
      if (!begun.empty()) at.begun[count] = begun.row(gate) + j;
      if (++count < kMost) continue;
      add_vectors(terms, at, count);
      count = 0;
    }
  }
  if (count > 0) add_vectors(terms, at, count);
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(add_block_terms);

namespace {
constexpr std::size_t kUnits = 16;  // as many as the widest vector, so that none crosses a border
static_assert(kPanel % kUnits == 0);
}  // namespace

bool has_unit_products(std::size_t width) noexcept {
  return width % kUnits == 0;
}

Units half_of_units(std::size_t width, std::size_t half) noexcept {
  const std::size_t middle = (width / kUnits + 1) / 2 * kUnits;
  return half == 0 ? Units{0, middle} : Units{middle, width - middle};
}

void add_unit_terms(MatrixView<const float> x, const Panels& w, Terms terms, Units units,
                    MatrixView<float> y, MatrixView<float> begun) noexcept {
  assert(x.rows() == 1 && x.cols() == w.depth && y.rows() * y.cols() == w.columns);
  assert(has_unit_products(y.cols()) && units.first % kUnits == 0 && units.count % kUnits == 0);
  for (std::size_t first = terms.first; first < terms.last;) {
    const std::size_t last = std::min(terms.last, first / kDepth * kDepth + kDepth);
    HWY_DYNAMIC_DISPATCH(add_block_terms)(x.data(), {first, last}, w, units, y, begun);
    first = last;
  }
}

void add_unit_product(MatrixView<const float> x, const Panels& w, Units units,
                      MatrixView<float> y) noexcept {
  add_unit_terms(x, w, {0, w.depth}, units, y, {});
}
}  // namespace foretell::kernels
#endif  // HWY_ONCE
