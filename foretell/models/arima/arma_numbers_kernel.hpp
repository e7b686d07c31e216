// Numbers of the vector part of ArmaLanes, included once per instruction set by
// arma_lanes_kernel.hpp. Not for other files.
#include <cmath>

#include "foretell/models/arima/arma_lanes_work.hpp"
#include "hwy/contrib/math/math-inl.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::arima::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, kLanes>;
using V = hn::Vec<Tag>;

/// Values and their derivatives along one direction per lane.
struct Dual {
  V v, d;
};

HWY_INLINE V add(V a, V b) {
  return hn::Add(a, b);
}
HWY_INLINE V sub(V a, V b) {
  return hn::Sub(a, b);
}
HWY_INLINE V neg(V a) {
  return hn::Neg(a);
}
HWY_INLINE V mul(V a, V b) {
  return hn::Mul(a, b);
}
HWY_INLINE V div(V a, V b) {
  return hn::Div(a, b);
}
HWY_INLINE V root_of(V a) {
  return hn::Sqrt(a);
}
HWY_INLINE V log_of(V a) {
  return hn::Log(Tag(), a);
}
/// a b + c and c − a b.
HWY_INLINE V mul_add(V a, V b, V c) {
  return hn::MulAdd(a, b, c);
}
HWY_INLINE V neg_mul_add(V a, V b, V c) {
  return hn::NegMulAdd(a, b, c);
}

HWY_INLINE Dual add(Dual a, Dual b) {
  return {hn::Add(a.v, b.v), hn::Add(a.d, b.d)};
}
HWY_INLINE Dual sub(Dual a, Dual b) {
  return {hn::Sub(a.v, b.v), hn::Sub(a.d, b.d)};
}
HWY_INLINE Dual neg(Dual a) {
  return {hn::Neg(a.v), hn::Neg(a.d)};
}
HWY_INLINE Dual mul(Dual a, Dual b) {
  return {hn::Mul(a.v, b.v), hn::MulAdd(a.v, b.d, hn::Mul(a.d, b.v))};
}
HWY_INLINE Dual div(Dual a, Dual b) {
  const V quotient = hn::Div(a.v, b.v);
  return {quotient, hn::Div(hn::NegMulAdd(quotient, b.d, a.d), b.v)};
}
HWY_INLINE Dual root_of(Dual a) {
  const V root = hn::Sqrt(a.v);
  return {root, hn::Div(hn::Mul(a.d, hn::Set(Tag(), 0.5)), root)};
}
HWY_INLINE Dual log_of(Dual a) {
  return {hn::Log(Tag(), a.v), hn::Div(a.d, a.v)};
}
HWY_INLINE Dual mul_add(Dual a, Dual b, Dual c) {
  return {hn::MulAdd(a.v, b.v, c.v), hn::MulAdd(a.v, b.d, hn::MulAdd(a.d, b.v, c.d))};
}
HWY_INLINE Dual neg_mul_add(Dual a, Dual b, Dual c) {
  return {hn::NegMulAdd(a.v, b.v, c.v), hn::NegMulAdd(a.v, b.d, hn::NegMulAdd(a.d, b.v, c.d))};
}

HWY_INLINE V value_of(V a) {
  return a;
}
HWY_INLINE V value_of(Dual a) {
  return a.v;
}
/// |a|, of a dual number the larger of value and derivative.
HWY_INLINE V size_of(V a) {
  return hn::Abs(a);
}
HWY_INLINE V size_of(Dual a) {
  return hn::Max(hn::Abs(a.v), hn::Abs(a.d));
}
/// What bounds a² and its derivative.
HWY_INLINE V square_size(V a) {
  return hn::Mul(a, a);
}
HWY_INLINE V square_size(Dual a) {
  return hn::Mul(hn::Abs(a.v), size_of(a));
}
HWY_INLINE bool is_zero(V a) {
  return hn::AllTrue(Tag(), hn::Eq(a, hn::Zero(Tag())));
}
HWY_INLINE bool is_zero(Dual a) {
  return is_zero(a.v) && is_zero(a.d);
}
HWY_INLINE V nan_unless_above(V a, V bound) {
  return hn::IfThenElse(hn::Gt(a, bound), a, hn::Set(Tag(), std::nan("")));
}
HWY_INLINE Dual nan_unless_above(Dual a, Dual bound) {
  return {nan_unless_above(a.v, bound.v), a.d};
}

/// One vector's share of a work: `off` is its first lane.
template <class N>
struct Share;

template <>
struct Share<V> {
  static constexpr std::size_t kRow = kLanes;
  const LanesWork& work;
  std::size_t off;

  HWY_INLINE V load(const double* rows, std::size_t i) const {
    return hn::LoadU(Tag(), rows + i * kRow + off);
  }
  HWY_INLINE void store(V value, double* rows, std::size_t i) const {
    hn::StoreU(value, Tag(), rows + i * kRow + off);
  }
  HWY_INLINE V zero() const { return hn::Zero(Tag()); }
  HWY_INLINE V set(double value) const { return hn::Set(Tag(), value); }
};

template <>
struct Share<Dual> {
  static constexpr std::size_t kRow = 2 * kLanes;
  const LanesWork& work;
  std::size_t off;

  HWY_INLINE Dual load(const double* rows, std::size_t i) const {
    return {hn::LoadU(Tag(), rows + i * kRow + off),
            hn::LoadU(Tag(), rows + i * kRow + kLanes + off)};
  }
  HWY_INLINE void store(Dual value, double* rows, std::size_t i) const {
    hn::StoreU(value.v, Tag(), rows + i * kRow + off);
    hn::StoreU(value.d, Tag(), rows + i * kRow + kLanes + off);
  }
  HWY_INLINE Dual zero() const { return {hn::Zero(Tag()), hn::Zero(Tag())}; }
  HWY_INLINE Dual set(double value) const { return {hn::Set(Tag(), value), hn::Zero(Tag())}; }
};
}  // namespace foretell::arima::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
