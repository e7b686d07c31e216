// Activations on vectors, included once per instruction set by the kernels that use them.
#include "foretell/kernels/row_part.hpp"
#include "hwy/highway.h"

#if defined(FORETELL_KERNELS_ACTIVATION_VECTORS) == defined(HWY_TARGET_TOGGLE)
#ifdef FORETELL_KERNELS_ACTIVATION_VECTORS
#undef FORETELL_KERNELS_ACTIVATION_VECTORS
#else
#define FORETELL_KERNELS_ACTIVATION_VECTORS
#endif

HWY_BEFORE_NAMESPACE();
namespace foretell::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
HWY_INLINE Floats constant(float value) {
  return hn::Set(FloatTag(), value);
}

/// e^x for x in [−87, 88], clamped beyond: relative error below 2e-7.
///   e^x = 2^k e^r,  k the nearest integer to x log₂e;  e^r = 1 + r p(r), |r| ≤ ½ ln 2, p fitted
///   for the least largest relative error
HWY_INLINE Floats exp_of(Floats any) {
  const FloatTag d;
  const hn::RebindToSigned<FloatTag> di;
  const auto x = hn::Min(hn::Max(any, constant(-87.0F)), constant(88.0F));
  const auto k = hn::Round(hn::Mul(x, constant(1.44269502F)));
  auto r = hn::NegMulAdd(k, constant(0.693359375F), x);  // ln 2 in two parts: k times the first
  r = hn::NegMulAdd(k, constant(-2.12194440e-4F), r);    // is exact, also without fused products
  auto p = constant(0.00139485794563915F);
  p = hn::MulAdd(p, r, constant(0.00836915066910299F));
  p = hn::MulAdd(p, r, constant(0.0416662407249776F));
  p = hn::MulAdd(p, r, constant(0.166665052342572F));
  p = hn::MulAdd(p, r, constant(0.500000008080147F));
  p = hn::MulAdd(p, r, constant(1.00000001077549F));
  p = hn::MulAdd(p, r, constant(1.0F));
  const auto exponent = hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(di, k), hn::Set(di, 127)));
  return hn::IfThenElse(hn::IsNaN(any), any, hn::Mul(p, hn::BitCast(d, exponent)));
}

/// σ(x) = 1/(1 + e^−x).
HWY_INLINE Floats sigmoid_of(Floats x) {
  const auto one = constant(1.0F);
  return hn::Div(one, hn::Add(one, exp_of(hn::Neg(x))));
}

/// tanh x: an odd polynomial for |x| < 0.625, else ±(1 − 2/(1 + e^2|x|)); relative error below
/// 3e-7.
HWY_INLINE Floats tanh_of(Floats x) {
  const auto one = constant(1.0F);
  const auto s = hn::Mul(x, x);
  auto p = constant(-0.00611319347864589F);
  p = hn::MulAdd(p, s, constant(0.0210100834807064F));
  p = hn::MulAdd(p, s, constant(-0.0538540704990484F));
  p = hn::MulAdd(p, s, constant(0.133327945571466F));
  p = hn::MulAdd(p, s, constant(-0.333333292499125F));
  const auto near = hn::MulAdd(hn::Mul(p, s), x, x);
  const auto size = hn::Abs(x);
  const auto e = exp_of(hn::Add(size, size));
  const auto far = hn::NegMulAdd(constant(2.0F), hn::Div(one, hn::Add(one, e)), one);
  return hn::IfThenElse(hn::Lt(size, constant(0.625F)), near, hn::CopySign(far, x));
}
}  // namespace foretell::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
