// Rows of any width in vectors, included once per instruction set by the kernels that use it.
#include <algorithm>
#include <cstddef>

#include "hwy/highway.h"

#if defined(FORETELL_KERNELS_ROW_PART) == defined(HWY_TARGET_TOGGLE)
#ifdef FORETELL_KERNELS_ROW_PART
#undef FORETELL_KERNELS_ROW_PART
#else
#define FORETELL_KERNELS_ROW_PART
#endif

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using FloatTag = hn::CappedTag<float, 16>;
using Floats = hn::Vec<FloatTag>;

/// A part of a row: `left` floats, of which one vector holds the first; zeros beyond the end.
/// Nothing beyond the end is read or written.
struct Part {
  std::size_t left;

  [[nodiscard]] HWY_INLINE bool whole() const { return left >= hn::Lanes(FloatTag()); }
  [[nodiscard]] HWY_INLINE Floats load(const float* p) const {
    const FloatTag d;
    if (whole()) return hn::LoadU(d, p);
#if HWY_TARGET <= HWY_AVX2
    return hn::MaskedLoad(hn::FirstN(d, left), d, p);
#else
    alignas(64) float padded[16] = {};
    std::copy_n(p, left, padded);
    return hn::Load(d, padded);
#endif
  }
  /// v with zeros beyond the end.
  [[nodiscard]] HWY_INLINE Floats kept(Floats v) const {
    return whole() ? v : hn::IfThenElseZero(hn::FirstN(FloatTag(), left), v);
  }
  HWY_INLINE void store(Floats v, float* p) const {
    const FloatTag d;
    if (whole()) return hn::StoreU(v, d, p);
#if HWY_TARGET <= HWY_AVX2
    hn::BlendedStore(v, hn::FirstN(d, left), d, p);
#else
    alignas(64) float padded[16];
    hn::Store(v, d, padded);
    std::copy_n(padded, left, p);
#endif
  }
};
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
