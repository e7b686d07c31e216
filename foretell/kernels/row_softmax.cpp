// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/kernels/row_softmax.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include <cmath>

#include "foretell/kernels/activation_vectors.hpp"
#include "foretell/kernels/row_softmax.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
// Calls body(i, part) for every vector of a row.
template <class Body>
HWY_INLINE void for_each_vector(std::size_t count, const Body& body) {
  const std::size_t step = hn::Lanes(FloatTag());
  for (std::size_t i = 0; i < count; i += step) body(i, Part{count - i});
}

// Lanes beyond the end of a row take the value that changes nothing.
HWY_INLINE Floats beyond(Part part, Floats v, float neutral) {
  const FloatTag d;
  if (part.whole()) return v;
  return hn::IfThenElse(hn::FirstN(d, part.left), v, constant(neutral));
}

LogSum log_sum_row(const float* x, std::size_t count) {
  const FloatTag d;
  auto top = constant(x[0]);
  for_each_vector(count, [&](std::size_t i, Part part) HWY_ATTR {
    top = hn::Max(top, beyond(part, part.load(x + i), x[0]));
  });
  alignas(64) float lanes[16];
  hn::Store(top, d, lanes);
  const float greatest = *std::max_element(lanes, lanes + hn::Lanes(d));
  auto sum = hn::Zero(d);
  for_each_vector(count, [&](std::size_t i, Part part) HWY_ATTR {
    const auto e = exp_of(hn::Sub(part.load(x + i), constant(greatest)));
    sum = hn::Add(sum, beyond(part, e, 0));
  });
  hn::Store(sum, d, lanes);
  double total = 0;
  for (std::size_t i = 0; i < hn::Lanes(d); ++i) total += static_cast<double>(lanes[i]);
  return {static_cast<double>(greatest), std::log(total)};
}

void add_softmax_row(double factor, const float* x, LogSum log_sum, double shift, float* dx,
                     std::size_t count) {
  const auto f = constant(static_cast<float>(factor)), s = constant(static_cast<float>(shift));
  const auto top = constant(static_cast<float>(log_sum.top));
  const auto rest = constant(static_cast<float>(log_sum.rest));
  for_each_vector(count, [&](std::size_t i, Part part) HWY_ATTR {
    const auto p = exp_of(hn::Sub(hn::Sub(part.load(x + i), top), rest));
    part.store(hn::MulAdd(f, hn::Sub(p, s), part.load(dx + i)), dx + i);
  });
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::kernels {
HWY_EXPORT(log_sum_row);
HWY_EXPORT(add_softmax_row);

LogSum log_sum_exp(std::span<const float> x) noexcept {
  return HWY_DYNAMIC_DISPATCH(log_sum_row)(x.data(), x.size());
}

LogSum log_sum_exp(std::span<const double> x) noexcept {
  const double top = *std::max_element(x.begin(), x.end());
  double sum = 0;
  for (const double value : x) sum += std::exp(value - top);
  return {top, std::log(sum)};
}

void add_softmax(double factor, std::span<const float> x, LogSum log_sum, double shift,
                 std::span<float> dx) noexcept {
  HWY_DYNAMIC_DISPATCH(add_softmax_row)(factor, x.data(), log_sum, shift, dx.data(), x.size());
}

void add_softmax(double factor, std::span<const double> x, LogSum log_sum, double shift,
                 std::span<double> dx) noexcept {
  for (std::size_t i = 0; i < x.size(); ++i) {
    dx[i] += factor * (std::exp(x[i] - log_sum.top - log_sum.rest) - shift);
  }
}
}  // namespace foretell::kernels
#endif  // HWY_ONCE
