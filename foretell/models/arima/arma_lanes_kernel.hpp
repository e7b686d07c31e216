// The vector part of ArmaLanes, included once per instruction set. Not for other files.
#include <cmath>
#include <span>

#include "foretell/models/arima/arma_lanes.hpp"
#include "hwy/contrib/math/math-inl.h"
#include "hwy/highway.h"

#ifndef FORETELL_ARMA_LANES_WORK
#define FORETELL_ARMA_LANES_WORK
namespace foretell::arima {
/// Memory and structure of one run; every array has kLanes numbers per row.
struct LanesWork {
  const ArmaStructure* structure;
  std::span<const Column> columns;
  bool conditional;
  std::size_t size;    ///< n
  std::size_t memory;  ///< r − 1
  const double* ar;    ///< [p + 1]
  const double* ma;    ///< [q + 1]
  double* gain;        ///< G [r]
  double* increment;   ///< Y, moving: row t + i is Y_{t,i}  [n + r + 1]
  double* covariance;  ///< scratch of the start [p + q + r + …]
  double* carry;    ///< per column, moving: row t is what past innovations add to w_t  [n + r + 1]
  double* out;      ///< per column [n]
  double* log_det;  ///< [1]
  double* sum_squares;  ///< [1]
  double* normal;       ///< [k + 1, k + 1]
  double* slopes;       ///< [k]
  std::size_t num_gaps;
};
}  // namespace foretell::arima
#endif

HWY_BEFORE_NAMESPACE();
namespace foretell::arima::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, kLanes>;
using V = hn::Vec<Tag>;

/// One vector's share of a work: `off` is its first lane.
struct Share {
  const LanesWork& work;
  std::size_t off;
  Tag d{};

  HWY_INLINE V load(const double* rows, std::size_t i) const {
    return hn::LoadU(d, rows + i * kLanes + off);
  }
  HWY_INLINE void store(V value, double* rows, std::size_t i) const {
    hn::StoreU(value, d, rows + i * kLanes + off);
  }
  HWY_INLINE V zero() const { return hn::Zero(d); }
  HWY_INLINE V set(double value) const { return hn::Set(d, value); }
};

// a_j ← (a_j + weight a_{k−j}) scale for 0 < j < k, rows of `a` counted from 1.
HWY_INLINE void mix_mirrored(const Share& s, double* a, std::size_t k, V weight, V scale) {
  for (std::size_t i = 1, j = k - 1; i <= j; ++i, --j) {
    const V low = s.load(a, i);
    const V high = s.load(a, j);
    s.store(hn::Mul(hn::MulAdd(weight, high, low), scale), a, i);
    s.store(hn::Mul(hn::MulAdd(weight, low, high), scale), a, j);
  }
}

// Autocovariances γ(0 … p) of the pure autoregression with Var ε = 1, by Levinson's recursion run
// down and up again. `a` [p + 1] is scratch. NaN where it is not stationary.
HWY_INLINE void autoregression_covariances(const Share& s, double* a, double* rho, double* gamma) {
  const std::size_t p = s.work.structure->ar_degree();
  const V one = s.set(1);
  for (std::size_t i = 1; i <= p; ++i) s.store(s.zero(), a, i);
  for (const std::size_t lag : s.work.structure->ar_lags()) {
    s.store(s.load(s.work.ar, lag), a, lag);
  }
  V variance = one;
  for (std::size_t k = p; k > 0; --k) {
    const V r = s.load(a, k);
    s.store(r, rho, k);
    if (hn::AllTrue(s.d, hn::Eq(r, s.zero()))) continue;
    V rest = hn::NegMulAdd(r, r, one);
    rest = hn::IfThenElse(hn::Gt(rest, s.zero()), rest, s.set(std::nan("")));
    const V scale = hn::Div(one, rest);
    variance = hn::Mul(variance, scale);
    mix_mirrored(s, a, k, r, scale);
  }
  s.store(variance, gamma, 0);
  V remaining = variance;
  std::size_t order = 0;  // of the last reflection that was not zero
  for (std::size_t k = 1; k <= p; ++k) {
    const V r = s.load(rho, k);
    V sum = hn::Mul(r, remaining);
    for (std::size_t j = 1; j <= order; ++j) {
      sum = hn::MulAdd(s.load(a, j), s.load(gamma, k - j), sum);
    }
    s.store(sum, gamma, k);
    if (hn::AllTrue(s.d, hn::Eq(r, s.zero()))) {
      s.store(s.zero(), a, k);
      continue;
    }
    mix_mirrored(s, a, k, hn::Neg(r), one);
    s.store(r, a, k);
    order = k;
    remaining = hn::Mul(remaining, hn::NegMulAdd(r, r, one));
  }
}

// F_1 and G_1: G_i = γ_w(i + 1) − Σ_{l ≤ i + 1} a_l γ_w(i + 1 − l) with γ_w that of the ARMA
// process.
HWY_INLINE V start_filter(const Share& s) {
  const auto& structure = *s.work.structure;
  const std::size_t p = structure.ar_degree();
  const std::size_t q = structure.ma_degree();
  const std::size_t r = s.work.memory + 1;
  const std::size_t reach = r + q;
  double* a = s.work.covariance;
  double* gamma = a + 2 * (p + 1) * kLanes;            // γ of the autoregression, [reach + p + 1]
  double* shifted = gamma + (reach + p + 1) * kLanes;  // Σ b_l γ(k + l), k = −q … r − 1
  double* process = shifted + (reach + 1) * kLanes;    // γ_w [r]
  autoregression_covariances(s, a, a + (p + 1) * kLanes, gamma);
  for (std::size_t k = p + 1; k <= reach; ++k) {
    V sum = s.zero();
    for (const std::size_t lag : structure.ar_lags()) {
      sum = hn::MulAdd(s.load(s.work.ar, lag), s.load(gamma, k - lag), sum);
    }
    s.store(sum, gamma, k);
  }
  for (std::size_t k = 0; k < reach; ++k) {
    V sum = s.load(gamma, k < q ? q - k : k - q);
    for (const std::size_t lag : structure.ma_lags()) {
      const std::size_t at = k + lag < q ? q - k - lag : k + lag - q;
      sum = hn::MulAdd(s.load(s.work.ma, lag), s.load(gamma, at), sum);
    }
    s.store(sum, shifted, k);
  }
  for (std::size_t k = 0; k < r; ++k) {
    V sum = s.load(shifted, k + q);
    for (const std::size_t lag : structure.ma_lags()) {
      sum = hn::MulAdd(s.load(s.work.ma, lag), s.load(shifted, k + q - lag), sum);
    }
    s.store(sum, process, k);
  }
  const V variance = s.load(process, 0);
  for (std::size_t i = 0; i + 1 < r; ++i) {
    V sum = s.load(process, i + 1);
    for (const std::size_t lag : structure.ar_lags()) {
      if (lag > i + 1) break;
      sum = hn::NegMulAdd(s.load(s.work.ar, lag), s.load(process, i + 1 - lag), sum);
    }
    s.store(sum, s.work.gain, i);
  }
  for (std::size_t i = 0; i < r; ++i) {
    V y = i + 1 < r ? s.load(s.work.gain, i) : s.zero();
    s.store(y, s.work.increment, i);
  }
  for (const std::size_t lag : structure.ar_lags()) {
    s.store(hn::MulAdd(s.load(s.work.ar, lag), variance, s.load(s.work.increment, lag - 1)),
            s.work.increment, lag - 1);
  }
  return variance;
}

// Whether every later increment of the state's covariance is negligible in all lanes.
HWY_INLINE bool settled(const Share& s, std::size_t t, V m, V f) {
  constexpr double kNegligible = 1e-13;
  V most = s.zero();
  for (std::size_t i = 0; i <= s.work.memory; ++i) {
    const V y = s.load(s.work.increment, t + i);
    most = hn::Max(most, hn::Mul(y, y));
  }
  return hn::AllTrue(s.d, hn::Lt(hn::Abs(hn::Mul(most, m)), hn::Mul(f, s.set(kNegligible))));
}

struct ColumnPlace {
  const double* values;
  std::size_t begin;
  double* carry;
  double* out;
};

HWY_INLINE ColumnPlace place(const LanesWork& work, std::size_t c) {
  return {work.columns[c].values.data(), work.columns[c].begin,
          work.carry + c * (work.size + work.memory + 1) * kLanes,
          work.out + c * work.size * kLanes};
}

// v_t of one column before the innovations of step t enter.
HWY_INLINE V innovation(const Share& s, const ColumnPlace& column, std::size_t t) {
  V sum = hn::Sub(s.set(column.values[t]), s.load(column.carry, t));
  for (const std::size_t lag : s.work.structure->ar_lags()) {
    if (lag > t) break;
    sum = hn::NegMulAdd(s.load(s.work.ar, lag), s.set(column.values[t - lag]), sum);
  }
  return sum;
}

// G, Y and the carry of the last column for one step; the main cost of a likelihood.
HWY_INLINE void advance(const Share& s, std::size_t t, V along, V back, V kick, double* carry) {
  double* const gain = s.work.gain + s.off;
  double* const increment = s.work.increment + (t + 1) * kLanes + s.off;
  double* const ahead = carry + (t + 1) * kLanes + s.off;
  for (std::size_t i = 0; i < s.work.memory * kLanes; i += kLanes) {
    const V g = hn::LoadU(s.d, gain + i);
    const V y = hn::LoadU(s.d, increment + i);
    hn::StoreU(hn::MulAdd(g, kick, hn::LoadU(s.d, ahead + i)), s.d, ahead + i);
    hn::StoreU(hn::MulAdd(y, along, g), s.d, gain + i);
    hn::StoreU(hn::NegMulAdd(g, back, y), s.d, increment + i);
  }
}

HWY_INLINE void carry_on(const Share& s, std::size_t t, V kick, double* carry) {
  const double* const gain = s.work.gain + s.off;
  double* const ahead = carry + (t + 1) * kLanes + s.off;
  for (std::size_t i = 0; i < s.work.memory * kLanes; i += kLanes) {
    hn::StoreU(hn::MulAdd(hn::LoadU(s.d, gain + i), kick, hn::LoadU(s.d, ahead + i)), s.d,
               ahead + i);
  }
}

// Steps with the time-varying gain until it settles; returns the first step that is left.
HWY_INLINE std::size_t transient(const Share& s) {
  constexpr std::size_t kCheckEvery = 16, kLogEvery = 8;
  const std::size_t count = s.work.columns.size();
  const std::size_t p = s.work.structure->ar_degree();
  V f = start_filter(s);
  V inverse = hn::Div(s.set(1), f);
  V m = hn::Neg(inverse);
  V product = s.set(1);
  V log_det = s.zero();
  std::size_t t = 0;
  for (; t < s.work.size; ++t) {
    if ((t % kCheckEvery == 0 || t == p) && settled(s, t, m, f)) break;
    const V root = hn::Sqrt(inverse);
    for (std::size_t c = 0; c + 1 < count; ++c) {
      const ColumnPlace column = place(s.work, c);
      if (t < column.begin) {
        s.store(s.zero(), column.out, t);
        continue;
      }
      const V v = innovation(s, column, t);
      s.store(hn::Mul(v, root), column.out, t);
      carry_on(s, t, hn::Mul(v, inverse), column.carry);
    }
    const ColumnPlace data = place(s.work, count - 1);
    const V v = innovation(s, data, t);
    s.store(hn::Mul(v, root), data.out, t);
    const V y0 = s.load(s.work.increment, t);
    const V along = hn::Mul(m, y0);
    product = hn::Mul(product, f);
    if (t % kLogEvery == 0) {
      log_det = hn::Add(log_det, hn::Log(s.d, product));
      product = s.set(1);
    }
    advance(s, t, along, hn::Mul(inverse, y0), hn::Mul(v, inverse), data.carry);
    const V next = hn::MulAdd(y0, along, f);
    inverse = hn::Div(s.set(1), next);
    m = hn::Mul(hn::Mul(m, f), inverse);
    f = next;
  }
  s.store(hn::Add(log_det, hn::Log(s.d, product)), s.work.log_det, 0);
  return t;
}

// The rest, with F = 1: only existing lags are visited.
HWY_INLINE void steady(const Share& s, std::size_t begin) {
  const auto lags = s.work.structure->ma_lags();
  for (std::size_t c = 0; c < s.work.columns.size(); ++c) {
    const ColumnPlace column = place(s.work, c);
    for (std::size_t t = begin; t < s.work.size; ++t) {
      V sum = innovation(s, column, t);
      for (std::size_t k = lags.size(); k-- > 0;) {
        if (t < begin + lags[k]) continue;
        sum = hn::NegMulAdd(s.load(s.work.ma, lags[k]), s.load(column.out, t - lags[k]), sum);
      }
      s.store(sum, column.out, t);
    }
  }
}

// F goes to the place of the determinant.
void start_lanes(const LanesWork& work) {
  const Tag d;
  for (std::size_t off = 0; off < kLanes; off += hn::Lanes(d)) {
    const Share s{work, off};
    s.store(start_filter(s), work.log_det, 0);
  }
}

void filter_lanes(const LanesWork& work) {
  const Tag d;
  for (std::size_t off = 0; off < kLanes; off += hn::Lanes(d)) {
    const Share s{work, off};
    std::size_t begin = 0;
    if (work.conditional) {
      begin = work.structure->ar_degree();
      s.store(s.zero(), work.log_det, 0);
      for (std::size_t c = 0; c < work.columns.size(); ++c) {
        for (std::size_t t = 0; t < begin && t < work.size; ++t) {
          s.store(s.zero(), place(work, c).out, t);
        }
      }
    } else {
      begin = transient(s);
    }
    steady(s, begin);
  }
}

HWY_INLINE V dot(const Share& s, const double* a, const double* b, std::size_t begin) {
  V even = s.zero();
  V odd = s.zero();
  std::size_t t = begin;
  for (; t + 2 <= s.work.size; t += 2) {
    even = hn::MulAdd(s.load(a, t), s.load(b, t), even);
    odd = hn::MulAdd(s.load(a, t + 1), s.load(b, t + 1), odd);
  }
  if (t < s.work.size) even = hn::MulAdd(s.load(a, t), s.load(b, t), even);
  return hn::Add(even, odd);
}

// Cholesky's factor of XᵀX, row by row, its diagonal as it is; solves for the slopes on the way.
HWY_INLINE void solve_slopes(const Share& s, std::size_t k) {
  double* const normal = s.work.normal;
  const V nothing = s.set(std::nan(""));
  V log_det = s.load(s.work.log_det, 0);
  for (std::size_t r = 0; r <= k; ++r) {
    const ColumnPlace row = place(s.work, r);
    V whole = s.zero();
    for (std::size_t c = 0; c <= r; ++c) {
      const ColumnPlace column = place(s.work, c);
      V rest = dot(s, row.out, column.out, row.begin > column.begin ? row.begin : column.begin);
      if (c == r) whole = rest;
      for (std::size_t j = 0; j < c; ++j) {
        rest = hn::NegMulAdd(s.load(normal, r * k + j), s.load(normal, c * k + j), rest);
      }
      if (r == k && c == k) break;  // the data's own square is summed afterwards
      if (c == r) {
        constexpr double kCollinear = 1e-11;
        rest = hn::IfThenElse(hn::Gt(rest, hn::Mul(whole, s.set(kCollinear))), hn::Sqrt(rest),
                              nothing);
        if (r < s.work.num_gaps) {
          log_det = hn::MulAdd(s.set(2), hn::Log(s.d, rest), log_det);
        }
      } else {
        rest = hn::Div(rest, s.load(normal, c * k + c));
      }
      s.store(rest, normal, r * k + c);
    }
  }
  for (std::size_t c = k; c-- > 0;) {
    V rest = s.load(normal, k * k + c);
    for (std::size_t j = c + 1; j < k; ++j) {
      rest = hn::NegMulAdd(s.load(normal, j * k + c), s.load(s.work.slopes, j), rest);
    }
    s.store(hn::Div(rest, s.load(normal, c * k + c)), s.work.slopes, c);
  }
  s.store(log_det, s.work.log_det, 0);
}

void regress_lanes(const LanesWork& work) {
  const Tag d;
  const std::size_t k = work.columns.size() - 1;
  for (std::size_t off = 0; off < kLanes; off += hn::Lanes(d)) {
    const Share s{work, off};
    const ColumnPlace data = place(work, k);
    if (k > 0) solve_slopes(s, k);
    for (std::size_t c = 0; c < k; ++c) {
      const ColumnPlace column = place(work, c);
      const V slope = s.load(work.slopes, c);
      for (std::size_t t = column.begin; t < work.size; ++t) {
        s.store(hn::NegMulAdd(slope, s.load(column.out, t), s.load(data.out, t)), data.out, t);
      }
    }
    s.store(dot(s, data.out, data.out, 0), work.sum_squares, 0);
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
