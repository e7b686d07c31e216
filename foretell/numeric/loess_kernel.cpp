// Compiled once per instruction set by Highway; the plain part is at the end.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "foretell/numeric/loess_kernel.cpp"
#include "hwy/foreach_target.h"
// After foreach_target, as Highway asks.
#include <limits>

#include "foretell/numeric/loess_kernel.hpp"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::numeric::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, 8>;
using Vector = hn::Vec<Tag>;

void tricube(double first, std::size_t count, double h, double* weights) {
  const Tag d;
  const std::size_t step = hn::Lanes(d);
  const auto one = hn::Set(d, 1.0), inverse = hn::Set(d, 1 / h);
  const auto near = hn::Set(d, 0.001 * h), far = hn::Set(d, 0.999 * h);
  const auto start = hn::Iota(d, first);
  for (std::size_t q = 0; q < count; q += step) {
    const auto r = hn::Abs(hn::Add(start, hn::Set(d, static_cast<double>(q))));
    const auto share = hn::Mul(r, inverse);
    const auto rest = hn::NegMulAdd(hn::Mul(share, share), share, one);
    auto w = hn::Mul(hn::Mul(rest, rest), rest);
    w = hn::IfThenElse(hn::Le(r, near), one, w);
    w = hn::IfThenElseZero(hn::Le(r, far), w);
    hn::BlendedStore(w, hn::FirstN(d, count - q), d, weights + q);
  }
}

// Sums of weights and weighted values, and their moments about x for a line.
struct Sums {
  Vector w, wx, wxx, y, xy;
};

HWY_INLINE Sums no_sums() {
  const auto zero = hn::Zero(Tag());
  return {zero, zero, zero, zero, zero};
}

struct Limits {
  Vector thin, least_spread;
  bool beyond;
};

HWY_INLINE Limits limits_of(const LoessTaps& taps, const LoessValues& values, double least_spread) {
  const Tag d;
  return {hn::Set(d, 0.25 * taps.full), hn::Set(d, least_spread), values.beyond};
}

// The fit at x of weighted sums; see weighted_loess_lanes for where they are too thin.
template <bool kLine>
HWY_INLINE Vector fit(const Sums& sums, Vector at, const Limits& limits) {
  const Tag d;
  const auto inverse = hn::Div(hn::Set(d, 1.0), sums.w);
  auto fit = hn::Mul(sums.y, inverse);
  if constexpr (kLine) {
    const auto mean = hn::Mul(sums.wx, inverse);
    const auto spread = hn::NegMulAdd(mean, mean, hn::Mul(sums.wxx, inverse));
    const auto slope = hn::Div(hn::NegMulAdd(mean, fit, hn::Mul(sums.xy, inverse)), spread);
    fit = hn::IfThenElse(hn::Gt(spread, limits.least_spread), hn::NegMulAdd(mean, slope, fit), fit);
  }
  const auto least = hn::IfThenElseZero(hn::IsNaN(at), limits.thin);
  const auto otherwise = limits.beyond ? hn::Set(d, std::numeric_limits<double>::quiet_NaN()) : at;
  return hn::IfThenElse(hn::Gt(sums.w, least), fit, otherwise);
}

// kVectors vectors of lanes at once.
template <std::size_t kVectors>
HWY_INLINE void lanes_block(const LoessTaps& taps, std::size_t stride, const double* y,
                            Vector (&sums)[4]) {
  const Tag d;
  const std::size_t step = hn::Lanes(d);
  for (std::size_t v = 0; v < kVectors; ++v) sums[v] = hn::Zero(d);
  for (std::size_t q = 0; q < taps.count; ++q, y += stride) {
    const auto w = hn::Set(d, taps.weights[q]);
    for (std::size_t v = 0; v < kVectors; ++v) {
      sums[v] = hn::MulAdd(w, hn::LoadU(d, y + v * step), sums[v]);
    }
  }
}

void loess_lanes(const LoessTaps& taps, const LoessGrid& grid, const double* y, double* out) {
  const Tag d;
  const std::size_t step = hn::Lanes(d);
  Vector sums[4];
  for (std::size_t row = 0; row < grid.rows; ++row, y += grid.row_step, out += grid.row_step) {
    std::size_t lane = 0;
    for (; lane + 4 * step <= grid.lanes; lane += 4 * step) {
      lanes_block<4>(taps, grid.stride, y + lane, sums);
      for (std::size_t v = 0; v < 4; ++v) hn::StoreU(sums[v], d, out + lane + v * step);
    }
    for (; lane < grid.lanes; lane += step) {
      lanes_block<1>(taps, grid.stride, y + lane, sums);
      hn::BlendedStore(sums[0], hn::FirstN(d, grid.lanes - lane), d, out + lane);
    }
  }
}

void loess_rows(const LoessTaps& taps, const LoessGrid& grid, const double* y, double* out) {
  const Tag d;
  const std::size_t step = hn::Lanes(d);
  for (std::size_t row = 0; row < grid.rows; ++row, y += grid.row_step, out += grid.row_step) {
    auto even = hn::Zero(d), odd = hn::Zero(d);
    std::size_t q = 0;
    for (; q + step < taps.count; q += 2 * step) {
      even = hn::MulAdd(hn::LoadU(d, taps.weights + q), hn::LoadU(d, y + q), even);
      odd = hn::MulAdd(hn::LoadU(d, taps.weights + q + step), hn::LoadU(d, y + q + step), odd);
    }
    if (q < taps.count) {
      even = hn::MulAdd(hn::LoadU(d, taps.weights + q), hn::LoadU(d, y + q), even);
    }
    *out = hn::GetLane(hn::SumOfLanes(d, hn::Add(even, odd)));
  }
}

template <bool kLine>
HWY_INLINE Sums lane_sums(const LoessTaps& taps, std::size_t stride, const double* rho,
                          const double* rho_y) {
  const Tag d;
  Sums sums = no_sums();
  double x = taps.first;
  for (std::size_t q = 0; q < taps.count; ++q, rho += stride, rho_y += stride, x += 1) {
    const auto w = hn::Set(d, taps.weights[q]);
    const auto weight = hn::LoadU(d, rho), value = hn::LoadU(d, rho_y);
    sums.w = hn::MulAdd(w, weight, sums.w);
    sums.y = hn::MulAdd(w, value, sums.y);
    if constexpr (kLine) {
      const auto wx = hn::Set(d, taps.weights[q] * x);
      sums.wx = hn::MulAdd(wx, weight, sums.wx);
      sums.xy = hn::MulAdd(wx, value, sums.xy);
      sums.wxx = hn::MulAdd(hn::Set(d, taps.weights[q] * x * x), weight, sums.wxx);
    }
  }
  return sums;
}

template <bool kLine>
HWY_INLINE void weighted_lanes(const LoessTaps& taps, const LoessGrid& grid, LoessValues values,
                               double least_spread, double* out) {
  const Tag d;
  const Limits limits = limits_of(taps, values, least_spread);
  for (std::size_t row = 0; row < grid.rows; ++row, out += grid.row_step) {
    for (std::size_t lane = 0; lane < grid.lanes; lane += hn::Lanes(d)) {
      const Sums sums = lane_sums<kLine>(taps, grid.stride, values.rho + lane, values.rho_y + lane);
      const auto fits = fit<kLine>(sums, hn::LoadU(d, values.at + lane), limits);
      hn::BlendedStore(fits, hn::FirstN(d, grid.lanes - lane), d, out + lane);
    }
    values.rho += grid.row_step;
    values.rho_y += grid.row_step;
    values.at += grid.row_step;
  }
}

void weighted_loess_lanes(const LoessTaps& taps, const LoessGrid& grid, const LoessValues& values,
                          const LoessGuard& guard, double* out) {
  if (guard.line) {
    weighted_lanes<true>(taps, grid, values, guard.least_spread, out);
  } else {
    weighted_lanes<false>(taps, grid, values, guard.least_spread, out);
  }
}

template <bool kLine>
HWY_INLINE Sums row_sums(const LoessTaps& taps, const double* rho, const double* rho_y) {
  const Tag d;
  const std::size_t step = hn::Lanes(d);
  Sums sums = no_sums();
  auto x = hn::Iota(d, taps.first);
  for (std::size_t q = 0; q < taps.count; q += step) {
    const auto w = hn::LoadU(d, taps.weights + q);
    const auto weight = hn::LoadU(d, rho + q), value = hn::LoadU(d, rho_y + q);
    sums.w = hn::MulAdd(w, weight, sums.w);
    sums.y = hn::MulAdd(w, value, sums.y);
    if constexpr (kLine) {
      const auto wx = hn::Mul(w, x);
      sums.wx = hn::MulAdd(wx, weight, sums.wx);
      sums.xy = hn::MulAdd(wx, value, sums.xy);
      sums.wxx = hn::MulAdd(hn::Mul(wx, x), weight, sums.wxx);
      x = hn::Add(x, hn::Set(d, static_cast<double>(step)));
    }
  }
  sums.w = hn::SumOfLanes(d, sums.w);
  sums.y = hn::SumOfLanes(d, sums.y);
  if constexpr (kLine) {
    sums.wx = hn::SumOfLanes(d, sums.wx);
    sums.xy = hn::SumOfLanes(d, sums.xy);
    sums.wxx = hn::SumOfLanes(d, sums.wxx);
  }
  return sums;
}

template <bool kLine>
HWY_INLINE void weighted_rows(const LoessTaps& taps, const LoessGrid& grid, LoessValues values,
                              double least_spread, double* out) {
  const Limits limits = limits_of(taps, values, least_spread);
  const Tag d;
  for (std::size_t row = 0; row < grid.rows; ++row, out += grid.row_step) {
    const Sums sums = row_sums<kLine>(taps, values.rho, values.rho_y);
    *out = hn::GetLane(fit<kLine>(sums, hn::Set(d, *values.at), limits));
    values.rho += grid.row_step;
    values.rho_y += grid.row_step;
    values.at += grid.row_step;
  }
}

void weighted_loess_rows(const LoessTaps& taps, const LoessGrid& grid, const LoessValues& values,
                         const LoessGuard& guard, double* out) {
  if (guard.line) {
    weighted_rows<true>(taps, grid, values, guard.least_spread, out);
  } else {
    weighted_rows<false>(taps, grid, values, guard.least_spread, out);
  }
}
}  // namespace foretell::numeric::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace foretell::numeric {
HWY_EXPORT(tricube);
HWY_EXPORT(loess_lanes);
HWY_EXPORT(loess_rows);
HWY_EXPORT(weighted_loess_lanes);
HWY_EXPORT(weighted_loess_rows);

void tricube(double first, std::size_t count, double h, double* weights) {
  HWY_DYNAMIC_DISPATCH(tricube)(first, count, h, weights);
}

void loess_lanes(const LoessTaps& taps, const LoessGrid& grid, const double* y, double* out) {
  HWY_DYNAMIC_DISPATCH(loess_lanes)(taps, grid, y, out);
}

void loess_rows(const LoessTaps& taps, const LoessGrid& grid, const double* y, double* out) {
  HWY_DYNAMIC_DISPATCH(loess_rows)(taps, grid, y, out);
}

void weighted_loess_lanes(const LoessTaps& taps, const LoessGrid& grid, const LoessValues& values,
                          const LoessGuard& guard, double* out) {
  HWY_DYNAMIC_DISPATCH(weighted_loess_lanes)(taps, grid, values, guard, out);
}

void weighted_loess_rows(const LoessTaps& taps, const LoessGrid& grid, const LoessValues& values,
                         const LoessGuard& guard, double* out) {
  HWY_DYNAMIC_DISPATCH(weighted_loess_rows)(taps, grid, values, guard, out);
}
}  // namespace foretell::numeric
#endif  // HWY_ONCE
