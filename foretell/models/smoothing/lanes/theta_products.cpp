// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/models/smoothing/lanes/theta_products.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include "foretell/models/smoothing/lanes/theta_products.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::ets::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, kLanes>;
using Vec = hn::Vec<Tag>;

HWY_INLINE void products_of_part(const ThetaProblem& problem, const ThetaLanes& alphas,
                                 std::size_t lane, ThetaProducts& sums) {
  const Tag tag;
  const auto zero = hn::Zero(tag), one = hn::Set(tag, 1.0);
  const auto alpha = hn::LoadU(tag, alphas.data() + lane);
  const auto inverse = hn::Div(one, alpha);
  auto level = zero, power = one;
  auto uu = zero, up = zero, ud = zero, pp = zero, pd = zero, dd = zero;
  const bool moving = problem.intercept.size() > 1;
  for (std::size_t t = 0; t < problem.y.size(); ++t) {
    const auto a = hn::Set(tag, problem.intercept[moving ? t : 0]);
    const auto b = hn::Set(tag, problem.slope[moving ? t : 0]);
    const auto u = hn::Sub(hn::Set(tag, problem.y[t]), level);
    const auto next = hn::NegMulAdd(alpha, power, power);
    const auto d = hn::MulAdd(power, a, hn::Mul(hn::Mul(hn::Sub(one, next), inverse), b));
    if (t >= problem.skip) {
      uu = hn::MulAdd(u, u, uu);
      up = hn::MulAdd(u, power, up);
      ud = hn::MulAdd(u, d, ud);
      pp = hn::MulAdd(power, power, pp);
      pd = hn::MulAdd(power, d, pd);
      dd = hn::MulAdd(d, d, dd);
    }
    level = hn::MulAdd(alpha, u, level);
    power = next;
  }
  hn::Store(uu, tag, sums.uu.data() + lane);
  hn::Store(up, tag, sums.up.data() + lane);
  hn::Store(ud, tag, sums.ud.data() + lane);
  hn::Store(pp, tag, sums.pp.data() + lane);
  hn::Store(pd, tag, sums.pd.data() + lane);
  hn::Store(dd, tag, sums.dd.data() + lane);
}

void products_of(const ThetaProblem& problem, const ThetaLanes& alpha, ThetaProducts& sums) {
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(Tag())) {
    products_of_part(problem, alpha, lane, sums);
  }
}
}  // namespace foretell::ets::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::ets {
HWY_EXPORT(products_of);

ThetaProducts theta_products(const ThetaProblem& problem, const ThetaLanes& alpha) {
  ThetaProducts sums;
  HWY_DYNAMIC_DISPATCH(products_of)(problem, alpha, sums);
  return sums;
}
}  // namespace foretell::ets
#endif  // HWY_ONCE
