// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/elman_vectors.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/kernels/activation_vectors.hpp"
#include "foretell/kernels/elman_vectors.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
// Calls body(b, j, part) for every vector of units of a [B, H] matrix.
template <class View, class Body>
HWY_INLINE void for_each_part(const View& x, const Body& body) {
  const std::size_t step = hn::Lanes(FloatTag());
  for (std::size_t b = 0; b < x.rows(); ++b) {
    for (std::size_t j = 0; j < x.cols(); j += step) body(b, j, Part{x.cols() - j});
  }
}

void elman_forward_rows(Activation activation, MatrixView<float> a, MatrixView<float> h) {
  const bool tanh = activation == Activation::kTanh;
  for_each_part(h, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    const auto sum = part.load(a.row(b) + j);
    const auto value =
        tanh ? tanh_of(sum) : hn::IfThenElse(hn::Lt(sum, constant(0.0F)), constant(0.0F), sum);
    part.store(value, a.row(b) + j);
    part.store(value, h.row(b) + j);
  });
}

void elman_backward_rows(Activation activation, MatrixView<float> a, MatrixView<const float> dh) {
  const bool tanh = activation == Activation::kTanh;
  const auto one = constant(1.0F);
  for_each_part(dh, [&](std::size_t b, std::size_t j, Part part) HWY_ATTR {
    const auto value = part.load(a.row(b) + j), d = part.load(dh.row(b) + j);
    const auto through = tanh ? hn::Mul(d, hn::NegMulAdd(value, value, one))
                              : hn::IfThenElseZero(hn::Gt(value, constant(0.0F)), d);
    part.store(through, a.row(b) + j);
  });
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(elman_forward_rows);
HWY_EXPORT(elman_backward_rows);

void elman_forward_vectors(Activation activation, MatrixView<float> a,
                           MatrixView<float> h) noexcept {
  HWY_DYNAMIC_DISPATCH(elman_forward_rows)(activation, a, h);
}

void elman_backward_vectors(Activation activation, MatrixView<float> a,
                            MatrixView<const float> dh) noexcept {
  HWY_DYNAMIC_DISPATCH(elman_backward_rows)(activation, a, dh);
}

}  // namespace foretell::kernels
#endif  // HWY_ONCE
