// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/activation.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/kernels/activation.hpp"
#include "foretell/kernels/activation_vectors.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
template <class Function>
HWY_INLINE void for_each(float* x, std::size_t count, const Function& function) {
  const std::size_t step = hn::Lanes(FloatTag());
  for (std::size_t i = 0; i < count; i += step) {
    const Part part{count - i};
    part.store(function(part.load(x + i)), x + i);
  }
}

void sigmoid_all(float* x, std::size_t count) {
  for_each(x, count, [](Floats v) HWY_ATTR { return sigmoid_of(v); });
}
void tanh_all(float* x, std::size_t count) {
  for_each(x, count, [](Floats v) HWY_ATTR { return tanh_of(v); });
}
void exp_all(float* x, std::size_t count) {
  for_each(x, count, [](Floats v) HWY_ATTR { return exp_of(v); });
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(sigmoid_all);
HWY_EXPORT(tanh_all);
HWY_EXPORT(exp_all);

void sigmoid(std::span<float> x) noexcept {
  HWY_DYNAMIC_DISPATCH(sigmoid_all)(x.data(), x.size());
}
void tanh(std::span<float> x) noexcept {
  HWY_DYNAMIC_DISPATCH(tanh_all)(x.data(), x.size());
}
void exp(std::span<float> x) noexcept {
  HWY_DYNAMIC_DISPATCH(exp_all)(x.data(), x.size());
}
}  // namespace foretell::kernels
#endif  // HWY_ONCE
