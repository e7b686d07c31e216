// The steps of ArmaLanes while the gain still changes, included once per instruction set by
// arma_lanes_kernel.hpp. Not for other files.
#include "foretell/models/arima/arma_start_kernel.hpp"

HWY_BEFORE_NAMESPACE();
namespace foretell::arima::HWY_NAMESPACE {
// Whether every later increment of the state's covariance is negligible in all lanes.
template <class N>
HWY_INLINE bool settled(const Share<N>& s, std::size_t t, N m, N f) {
  constexpr double kNegligible = 1e-13;
  V most = hn::Zero(Tag());
  for (std::size_t i = 0; i <= s.work.memory; ++i) {
    most = hn::Max(most, square_size(s.load(s.work.increment, t + i)));
  }
  return hn::AllTrue(
      Tag(), hn::Lt(hn::Mul(most, size_of(m)), hn::Mul(value_of(f), hn::Set(Tag(), kNegligible))));
}

struct ColumnPlace {
  const double* values;
  std::size_t begin;
  double* carry;
  double* out;
};

template <class N>
HWY_INLINE ColumnPlace place(const Share<N>& s, std::size_t c) {
  const LanesWork& work = s.work;
  return {work.columns[c].values.data(), work.columns[c].begin,
          work.carry + c * (work.size + work.memory + 1) * s.kRow,
          work.out + c * work.size * s.kRow};
}

// v_t of one column before the innovations of step t enter.
template <class N>
HWY_INLINE N innovation(const Share<N>& s, const ColumnPlace& column, std::size_t t) {
  N sum = sub(s.set(column.values[t]), s.load(column.carry, t));
  for (const std::size_t lag : s.work.structure->ar_lags()) {
    if (lag > t) break;
    sum = neg_mul_add(s.load(s.work.ar, lag), s.set(column.values[t - lag]), sum);
  }
  return sum;
}

// What F, M and the determinant are before a step.
template <class N>
struct Variance {
  N f, inverse, m, product, log_det;
};

// The factors with which a step moves G, Y and the carry of the data; those of the other columns'
// carries stand in LanesWork::kick.
template <class N>
struct Factors {
  N along, back, kick;
};

// The innovations of step t; G, Y and the carries are moved afterwards.
template <class N>
HWY_INLINE Factors<N> innovate(const Share<N>& s, std::size_t t, std::size_t turn,
                               Variance<N>& variance) {
  constexpr std::size_t kLogEvery = 8;
  const std::size_t last = s.work.columns.size() - 1;
  const N root = root_of(variance.inverse);
  for (std::size_t c = 0; c < last; ++c) {
    const ColumnPlace column = place(s, c);
    const bool begun = t >= column.begin;
    const N v = begun ? innovation(s, column, t) : s.zero();
    s.store(begun ? mul(v, root) : v, column.out, t);
    s.store(begun ? mul(v, variance.inverse) : v, s.work.kick, c * kTurns + turn);
  }
  const ColumnPlace data = place(s, last);
  const N v = innovation(s, data, t);
  s.store(mul(v, root), data.out, t);
  const N y0 = s.load(s.work.increment, t);
  const Factors<N> factors{mul(variance.m, y0), mul(variance.inverse, y0),
                           mul(v, variance.inverse)};
  variance.product = mul(variance.product, variance.f);
  if (t % kLogEvery == 0) {
    variance.log_det = add(variance.log_det, log_of(variance.product));
    variance.product = s.set(1);
  }
  const N next = mul_add(y0, factors.along, variance.f);
  variance.inverse = div(s.set(1), next);
  variance.m = mul(mul(variance.m, variance.f), variance.inverse);
  variance.f = next;
  return factors;
}

// One step; the main cost of a likelihood with few lags.
template <class N>
HWY_INLINE void advance(const Share<N>& s, std::size_t t, Variance<N>& variance) {
  const auto [along, back, kick] = innovate(s, t, 0, variance);
  const std::size_t last = s.work.columns.size() - 1;
  double* const gain = s.work.gain;
  for (std::size_t c = 0; c < last; ++c) {
    const ColumnPlace column = place(s, c);
    if (t < column.begin) continue;
    const N own = s.load(s.work.kick, c * kTurns);
    double* const ahead = column.carry + (t + 1) * s.kRow;
    for (std::size_t i = 0; i < s.work.memory; ++i) {
      s.store(mul_add(s.load(gain, i), own, s.load(ahead, i)), ahead, i);
    }
  }
  double* const increment = s.work.increment + (t + 1) * s.kRow;
  double* const ahead = place(s, last).carry + (t + 1) * s.kRow;
  for (std::size_t i = 0; i < s.work.memory; ++i) {
    const N g = s.load(gain, i);
    const N y = s.load(increment, i);
    s.store(mul_add(g, kick, s.load(ahead, i)), ahead, i);
    s.store(mul_add(y, along, g), gain, i);
    s.store(neg_mul_add(g, back, y), increment, i);
  }
}

// The way of kTurns steps, beginning at t, through G, Y and the carries.
template <class N>
struct Passage {
  std::size_t t;
  double *gain, *increment, *carry;  // G_0; Y and the data's carry of step t + 1
  Factors<N> factors[kTurns];
  N held[kTurns];  // G_{k − j} after the turns before j, for place k

  // Moves place k through the turns [kFirst, kLast). A step moves what stands i places after it by
  // G_i, so turn j moves place k by G_{k − j}.
  template <std::size_t kFirst, std::size_t kLast>
  HWY_INLINE void move(const Share<N>& s, std::size_t k) {
    N y = s.load(increment, k);
    N ahead = s.load(carry, k);
    N used[kTurns];
    N g = kFirst == 0 ? s.load(gain, k) : held[kFirst];
#pragma GCC unroll 4
    for (std::size_t j = kFirst; j < kLast; ++j) {
      used[j] = g;
      ahead = mul_add(g, factors[j].kick, ahead);
      const N moved = mul_add(y, factors[j].along, g);
      y = neg_mul_add(g, factors[j].back, y);
      if (j + 1 < kTurns) {
        g = held[j + 1];
        held[j + 1] = moved;
      } else {
        s.store(moved, gain, k + 1 - kTurns);
      }
    }
    s.store(y, increment, k);
    s.store(ahead, carry, k);
    const std::size_t others = s.work.columns.size() - 1;
    for (std::size_t c = 0; c < others; ++c) {
      const ColumnPlace column = place(s, c);
      if (t + kTurns <= column.begin) continue;
      N other = s.load(column.carry, t + 1 + k);
#pragma GCC unroll 4
      for (std::size_t j = kFirst; j < kLast; ++j) {
        other = mul_add(used[j], s.load(s.work.kick, c * kTurns + j), other);
      }
      s.store(other, column.carry, t + 1 + k);
    }
  }
};

// kTurns steps in one pass over G, Y and the carries, the bits of one after the other: the first
// places are moved as far as the next step needs them, then all others.
template <class N>
HWY_INLINE void advance_turns(const Share<N>& s, std::size_t t, Variance<N>& variance) {
  static_assert(kTurns == 4);
  Passage<N> way{t,
                 s.work.gain,
                 s.work.increment + (t + 1) * s.kRow,
                 place(s, s.work.columns.size() - 1).carry + (t + 1) * s.kRow,
                 {},
                 {}};
  way.factors[0] = innovate(s, t, 0, variance);
  way.template move<0, 1>(s, 0);
  way.factors[1] = innovate(s, t + 1, 1, variance);
  way.template move<0, 2>(s, 1);
  way.factors[2] = innovate(s, t + 2, 2, variance);
  way.template move<0, 3>(s, 2);
  way.factors[3] = innovate(s, t + 3, 3, variance);
  const std::size_t memory = s.work.memory;
  for (std::size_t k = 3; k < memory; ++k) way.template move<0, 4>(s, k);
  way.template move<1, 4>(s, memory);
  way.template move<2, 4>(s, memory + 1);
  way.template move<3, 4>(s, memory + 2);
}

// Steps with the time-varying gain until it settles; returns the first step that is left.
template <class N>
HWY_INLINE std::size_t transient(const Share<N>& s) {
  constexpr std::size_t kCheckEvery = 16;
  const std::size_t p = s.work.structure->ar_degree();
  const bool by_turns = s.work.memory >= 2 * kTurns;
  const N f = start_filter(s);
  const N inverse = div(s.set(1), f);
  Variance<N> variance{f, inverse, neg(inverse), s.set(1), s.zero()};
  std::size_t t = 0;
  while (t < s.work.size) {
    if ((t % kCheckEvery == 0 || t == p) && settled(s, t, variance.m, variance.f)) break;
    const bool passes_check = t < p && p < t + kTurns;
    if (by_turns && t % kTurns == 0 && t + kTurns <= s.work.size && !passes_check) {
      advance_turns(s, t, variance);
      t += kTurns;
    } else {
      advance(s, t, variance);
      ++t;
    }
  }
  s.store(add(variance.log_det, log_of(variance.product)), s.work.log_det, 0);
  return t;
}
}  // namespace foretell::arima::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
