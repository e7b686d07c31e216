// The vector part of ArmaLanes, included once per instruction set. Not for other files.
#include <cmath>
#include <span>

#include "foretell/models/arima/arma_lanes.hpp"
#include "foretell/models/arima/arma_lanes_work.hpp"
#include "foretell/models/arima/arma_numbers_kernel.hpp"
#include "hwy/contrib/math/math-inl.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::arima::HWY_NAMESPACE {
// a_j ← (a_j + weight a_{k−j}) scale for 0 < j < k, rows of `a` counted from 1.
template <class N>
HWY_INLINE void mix_mirrored(const Share<N>& s, double* a, std::size_t k, N weight, N scale) {
  for (std::size_t i = 1, j = k - 1; i <= j; ++i, --j) {
    const N low = s.load(a, i);
    const N high = s.load(a, j);
    s.store(mul(mul_add(weight, high, low), scale), a, i);
    s.store(mul(mul_add(weight, low, high), scale), a, j);
  }
}

// Autocovariances γ(0 … p) of the pure autoregression with Var ε = 1, by Levinson's recursion run
// down and up again. `a` [p + 1] is scratch. NaN where it is not stationary.
template <class N>
HWY_INLINE void autoregression_covariances(const Share<N>& s, double* a, double* rho,
                                           double* gamma) {
  const std::size_t p = s.work.structure->ar_degree();
  const N one = s.set(1);
  for (std::size_t i = 1; i <= p; ++i) s.store(s.zero(), a, i);
  for (const std::size_t lag : s.work.structure->ar_lags()) {
    s.store(s.load(s.work.ar, lag), a, lag);
  }
  N variance = one;
  for (std::size_t k = p; k > 0; --k) {
    const N r = s.load(a, k);
    s.store(r, rho, k);
    if (is_zero(r)) continue;
    N rest = neg_mul_add(r, r, one);
    rest = nan_unless_above(rest, s.zero());
    const N scale = div(one, rest);
    variance = mul(variance, scale);
    mix_mirrored(s, a, k, r, scale);
  }
  s.store(variance, gamma, 0);
  N remaining = variance;
  std::size_t order = 0;  // of the last reflection that was not zero
  for (std::size_t k = 1; k <= p; ++k) {
    const N r = s.load(rho, k);
    N sum = mul(r, remaining);
    for (std::size_t j = 1; j <= order; ++j) {
      sum = mul_add(s.load(a, j), s.load(gamma, k - j), sum);
    }
    s.store(sum, gamma, k);
    if (is_zero(r)) {
      s.store(s.zero(), a, k);
      continue;
    }
    mix_mirrored(s, a, k, neg(r), one);
    s.store(r, a, k);
    order = k;
    remaining = mul(remaining, neg_mul_add(r, r, one));
  }
}

// F_1 and G_1: G_i = γ_w(i + 1) − Σ_{l ≤ i + 1} a_l γ_w(i + 1 − l) with γ_w that of the ARMA
// process.
template <class N>
HWY_INLINE N start_filter(const Share<N>& s) {
  const auto& structure = *s.work.structure;
  const std::size_t p = structure.ar_degree();
  const std::size_t q = structure.ma_degree();
  const std::size_t r = s.work.memory + 1;
  const std::size_t reach = r + q;
  double* a = s.work.covariance;
  double* gamma = a + 2 * (p + 1) * s.kRow;            // γ of the autoregression, [reach + p + 1]
  double* shifted = gamma + (reach + p + 1) * s.kRow;  // Σ b_l γ(k + l), k = −q … r − 1
  double* process = shifted + (reach + 1) * s.kRow;    // γ_w [r]
  autoregression_covariances(s, a, a + (p + 1) * s.kRow, gamma);
  for (std::size_t k = p + 1; k <= reach; ++k) {
    N sum = s.zero();
    for (const std::size_t lag : structure.ar_lags()) {
      sum = mul_add(s.load(s.work.ar, lag), s.load(gamma, k - lag), sum);
    }
    s.store(sum, gamma, k);
  }
  for (std::size_t k = 0; k < reach; ++k) {
    N sum = s.load(gamma, k < q ? q - k : k - q);
    for (const std::size_t lag : structure.ma_lags()) {
      const std::size_t at = k + lag < q ? q - k - lag : k + lag - q;
      sum = mul_add(s.load(s.work.ma, lag), s.load(gamma, at), sum);
    }
    s.store(sum, shifted, k);
  }
  for (std::size_t k = 0; k < r; ++k) {
    N sum = s.load(shifted, k + q);
    for (const std::size_t lag : structure.ma_lags()) {
      sum = mul_add(s.load(s.work.ma, lag), s.load(shifted, k + q - lag), sum);
    }
    s.store(sum, process, k);
  }
  const N variance = s.load(process, 0);
  for (std::size_t i = 0; i + 1 < r; ++i) {
    N sum = s.load(process, i + 1);
    for (const std::size_t lag : structure.ar_lags()) {
      if (lag > i + 1) break;
      sum = neg_mul_add(s.load(s.work.ar, lag), s.load(process, i + 1 - lag), sum);
    }
    s.store(sum, s.work.gain, i);
  }
  for (std::size_t i = 0; i < r; ++i) {
    N y = i + 1 < r ? s.load(s.work.gain, i) : s.zero();
    s.store(y, s.work.increment, i);
  }
  for (const std::size_t lag : structure.ar_lags()) {
    s.store(mul_add(s.load(s.work.ar, lag), variance, s.load(s.work.increment, lag - 1)),
            s.work.increment, lag - 1);
  }
  return variance;
}

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

// G, Y and the carry of the last column for one step; the main cost of a likelihood.
template <class N>
HWY_INLINE void advance(const Share<N>& s, std::size_t t, N along, N back, N kick, double* carry) {
  double* const gain = s.work.gain;
  double* const increment = s.work.increment + (t + 1) * s.kRow;
  double* const ahead = carry + (t + 1) * s.kRow;
  for (std::size_t i = 0; i < s.work.memory; ++i) {
    const N g = s.load(gain, i);
    const N y = s.load(increment, i);
    s.store(mul_add(g, kick, s.load(ahead, i)), ahead, i);
    s.store(mul_add(y, along, g), gain, i);
    s.store(neg_mul_add(g, back, y), increment, i);
  }
}

template <class N>
HWY_INLINE void carry_on(const Share<N>& s, std::size_t t, N kick, double* carry) {
  double* const ahead = carry + (t + 1) * s.kRow;
  for (std::size_t i = 0; i < s.work.memory; ++i) {
    s.store(mul_add(s.load(s.work.gain, i), kick, s.load(ahead, i)), ahead, i);
  }
}

// Steps with the time-varying gain until it settles; returns the first step that is left.
template <class N>
HWY_INLINE std::size_t transient(const Share<N>& s) {
  constexpr std::size_t kCheckEvery = 16, kLogEvery = 8;
  const std::size_t count = s.work.columns.size();
  const std::size_t p = s.work.structure->ar_degree();
  N f = start_filter(s);
  N inverse = div(s.set(1), f);
  N m = neg(inverse);
  N product = s.set(1);
  N log_det = s.zero();
  std::size_t t = 0;
  for (; t < s.work.size; ++t) {
    if ((t % kCheckEvery == 0 || t == p) && settled(s, t, m, f)) break;
    const N root = root_of(inverse);
    for (std::size_t c = 0; c + 1 < count; ++c) {
      const ColumnPlace column = place(s, c);
      if (t < column.begin) {
        s.store(s.zero(), column.out, t);
        continue;
      }
      const N v = innovation(s, column, t);
      s.store(mul(v, root), column.out, t);
      carry_on(s, t, mul(v, inverse), column.carry);
    }
    const ColumnPlace data = place(s, count - 1);
    const N v = innovation(s, data, t);
    s.store(mul(v, root), data.out, t);
    const N y0 = s.load(s.work.increment, t);
    const N along = mul(m, y0);
    product = mul(product, f);
    if (t % kLogEvery == 0) {
      log_det = add(log_det, log_of(product));
      product = s.set(1);
    }
    advance(s, t, along, mul(inverse, y0), mul(v, inverse), data.carry);
    const N next = mul_add(y0, along, f);
    inverse = div(s.set(1), next);
    m = mul(mul(m, f), inverse);
    f = next;
  }
  s.store(add(log_det, log_of(product)), s.work.log_det, 0);
  return t;
}

// The rest, with F = 1: only existing lags are visited.
template <class N>
HWY_INLINE void steady(const Share<N>& s, std::size_t begin) {
  const auto lags = s.work.structure->ma_lags();
  for (std::size_t c = 0; c < s.work.columns.size(); ++c) {
    const ColumnPlace column = place(s, c);
    for (std::size_t t = begin; t < s.work.size; ++t) {
      N sum = innovation(s, column, t);
      for (std::size_t k = lags.size(); k-- > 0;) {
        if (t < begin + lags[k]) continue;
        sum = neg_mul_add(s.load(s.work.ma, lags[k]), s.load(column.out, t - lags[k]), sum);
      }
      s.store(sum, column.out, t);
    }
  }
}

// F goes to the place of the determinant.
void start_lanes(const LanesWork& work) {
  for (std::size_t off = 0; off < kLanes; off += hn::Lanes(Tag())) {
    const Share<V> s{work, off};
    s.store(start_filter(s), work.log_det, 0);
  }
}

template <class N>
HWY_INLINE void filter_share(const Share<N>& s) {
  const LanesWork& work = s.work;
  if (!work.conditional) return steady(s, transient(s));
  const std::size_t begin = work.structure->ar_degree();
  s.store(s.zero(), work.log_det, 0);
  for (std::size_t c = 0; c < work.columns.size(); ++c) {
    for (std::size_t t = 0; t < begin && t < work.size; ++t) {
      s.store(s.zero(), place(s, c).out, t);
    }
  }
  steady(s, begin);
}

void filter_lanes(const LanesWork& work) {
  for (std::size_t off = 0; off < kLanes; off += hn::Lanes(Tag())) {
    work.with_derivative ? filter_share(Share<Dual>{work, off}) : filter_share(Share<V>{work, off});
  }
}

template <class N>
HWY_INLINE N dot(const Share<N>& s, const double* a, const double* b, std::size_t begin) {
  N even = s.zero();
  N odd = s.zero();
  std::size_t t = begin;
  for (; t + 2 <= s.work.size; t += 2) {
    even = mul_add(s.load(a, t), s.load(b, t), even);
    odd = mul_add(s.load(a, t + 1), s.load(b, t + 1), odd);
  }
  if (t < s.work.size) even = mul_add(s.load(a, t), s.load(b, t), even);
  return add(even, odd);
}

// Cholesky's factor of XᵀX, row by row, its diagonal as it is; solves for the slopes on the way.
template <class N>
HWY_INLINE void solve_slopes(const Share<N>& s, std::size_t k) {
  double* const normal = s.work.normal;
  N log_det = s.load(s.work.log_det, 0);
  for (std::size_t r = 0; r <= k; ++r) {
    const ColumnPlace row = place(s, r);
    N whole = s.zero();
    for (std::size_t c = 0; c <= r; ++c) {
      const ColumnPlace column = place(s, c);
      N rest = dot(s, row.out, column.out, row.begin > column.begin ? row.begin : column.begin);
      if (c == r) whole = rest;
      for (std::size_t j = 0; j < c; ++j) {
        rest = neg_mul_add(s.load(normal, r * k + j), s.load(normal, c * k + j), rest);
      }
      if (r == k && c == k) break;  // the data's own square is summed afterwards
      if (c == r) {
        constexpr double kCollinear = 1e-11;
        rest = root_of(nan_unless_above(rest, mul(whole, s.set(kCollinear))));
        if (r < s.work.num_gaps) {
          log_det = mul_add(s.set(2), log_of(rest), log_det);
        }
      } else {
        rest = div(rest, s.load(normal, c * k + c));
      }
      s.store(rest, normal, r * k + c);
    }
  }
  for (std::size_t c = k; c-- > 0;) {
    N rest = s.load(normal, k * k + c);
    for (std::size_t j = c + 1; j < k; ++j) {
      rest = neg_mul_add(s.load(normal, j * k + c), s.load(s.work.slopes, j), rest);
    }
    s.store(div(rest, s.load(normal, c * k + c)), s.work.slopes, c);
  }
  s.store(log_det, s.work.log_det, 0);
}

template <class N>
HWY_INLINE void regress_share(const Share<N>& s) {
  const std::size_t k = s.work.columns.size() - 1;
  const ColumnPlace data = place(s, k);
  if (k > 0) solve_slopes(s, k);
  for (std::size_t c = 0; c < k; ++c) {
    const ColumnPlace column = place(s, c);
    const N slope = s.load(s.work.slopes, c);
    for (std::size_t t = column.begin; t < s.work.size; ++t) {
      s.store(neg_mul_add(slope, s.load(column.out, t), s.load(data.out, t)), data.out, t);
    }
  }
  s.store(dot(s, data.out, data.out, 0), s.work.sum_squares, 0);
}

void regress_lanes(const LanesWork& work) {
  for (std::size_t off = 0; off < kLanes; off += hn::Lanes(Tag())) {
    work.with_derivative ? regress_share(Share<Dual>{work, off})
                         : regress_share(Share<V>{work, off});
  }
}

void products_lanes(const DifferenceBlock& rows, const DifferenceBlock& columns,
                    const DifferenceBlock& base, double* products) {
  const Tag d;
  const std::size_t size = base.innovations.size() / kLanes;
  constexpr std::size_t kRows = 4;
  double row[kRows];
  for (std::size_t first = 0; first < kLanes; first += kRows) {
    for (std::size_t off = 0; off < kLanes; off += hn::Lanes(d)) {
      V sums[kRows];
      for (V& sum : sums) sum = hn::Zero(d);
      const V g = hn::LoadU(d, columns.scale + off);
      const V h = hn::LoadU(d, columns.reciprocal_step + off);
      for (std::size_t t = 0; t < size; ++t) {
        const double level = base.innovations[t * kLanes] * base.scale[0];
        const V e = hn::LoadU(d, columns.innovations.data() + t * kLanes + off);
        const V difference = hn::Mul(hn::MulSub(e, g, hn::Set(d, level)), h);
        for (std::size_t k = 0; k < kRows; ++k) {
          const std::size_t lane = first + k;
          row[k] = (rows.innovations[t * kLanes + lane] * rows.scale[lane] - level) *
                   rows.reciprocal_step[lane];
          sums[k] = hn::MulAdd(hn::Set(d, row[k]), difference, sums[k]);
        }
      }
      for (std::size_t k = 0; k < kRows; ++k) {
        hn::StoreU(sums[k], d, products + (first + k) * kLanes + off);
      }
    }
  }
}
}  // namespace foretell::arima::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
