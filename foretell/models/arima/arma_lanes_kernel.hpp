// The vector part of ArmaLanes, included once per instruction set. Not for other files.
#include <cmath>
#include <span>

#include "foretell/models/arima/arma_lanes.hpp"
#include "foretell/models/arima/arma_lanes_work.hpp"
#include "foretell/models/arima/arma_transient_kernel.hpp"
#include "hwy/contrib/math/math-inl.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::arima::HWY_NAMESPACE {
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
