// The vector part of LaneSweep, included once per instruction set. Not for other files.
#include <cmath>
#include <limits>

#include "foretell/models/smoothing/ets_recursion.hpp"
#include "foretell/models/smoothing/lanes/lane_products_kernel.hpp"
#include "foretell/models/smoothing/lanes/lane_sweep.hpp"
#include "hwy/contrib/math/math-inl.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace foretell::ets::HWY_NAMESPACE {
/// Smoothing parameters of the lanes and how they follow the columns; see SearchWeights.
struct LaneWeights {
  Vec alpha, beta, gamma, phi;
  Vec beta_by_alpha, beta_by_ratio, gamma_by_alpha, gamma_by_ratio;
};

HWY_INLINE LaneWeights weights_of(const LaneColumns& columns, const LaneSweep& sweep,
                                  std::size_t lane) {
  const auto zero = hn::Zero(Tag()), one = hn::Set(Tag(), 1.0);
  const auto at = [&](std::size_t column)
                      HWY_ATTR { return hn::Load(Tag(), sweep.x + column * kLanes + lane); };
  LaneWeights w{at(columns.alpha), zero, zero, one, zero, zero, zero, zero};
  if (columns.beta != LaneColumns::kAbsent) {
    const auto ratio = at(columns.beta);
    const bool held = sweep.fixed->beta.has_value();
    w.beta = held ? hn::Set(Tag(), *sweep.fixed->beta) : hn::Mul(w.alpha, ratio);
    w.beta_by_alpha = held ? zero : ratio;
    w.beta_by_ratio = held ? zero : w.alpha;
  }
  if (columns.gamma != LaneColumns::kAbsent) {
    const auto ratio = at(columns.gamma), rest = hn::Sub(one, w.alpha);
    const bool held = sweep.fixed->gamma.has_value();
    w.gamma = held ? hn::Set(Tag(), *sweep.fixed->gamma) : hn::Mul(rest, ratio);
    w.gamma_by_alpha = held ? zero : hn::Neg(ratio);
    w.gamma_by_ratio = held ? zero : rest;
  }
  if (columns.phi != LaneColumns::kAbsent) w.phi = at(columns.phi);
  return w;
}

/// Whether the roots of the characteristic polynomial are inside the unit circle, by the recursion
/// of Schur and Cohn; see is_admissible.
HWY_INLINE Mask in_region(const LaneColumns& columns, const LaneSweep& sweep, const LaneWeights& w,
                          std::size_t lane) {
  const Tag tag;
  const auto one = hn::Set(tag, 1.0);
  auto inside = hn::Eq(one, one);
  if (!columns.form.has_season() || columns.period > EtsObjective::kLongestChecked) return inside;
  const auto phi = columns.form.has_trend() ? w.phi : hn::Zero(tag);
  const auto level = hn::MulAdd(w.beta, phi, w.alpha);
  const auto middle = hn::NegMulAdd(w.alpha, phi, level);
  double* c = sweep.region + lane;
  const auto put = [&](std::size_t i, Vec value)
                       HWY_ATTR { hn::Store(value, tag, c + i * kLanes); };
  put(1, hn::Sub(level, phi));
  for (std::size_t i = 2; i < columns.period; ++i) put(i, middle);
  put(columns.period, hn::Sub(hn::Add(middle, w.gamma), one));
  std::size_t degree = columns.period;
  if (columns.form.has_trend()) {
    put(++degree, hn::Mul(phi, hn::Sub(one, hn::Add(w.alpha, w.gamma))));
  }
  for (std::size_t n = degree; n > 0; --n) {
    const auto k = hn::Load(tag, c + n * kLanes);
    inside = hn::And(inside, hn::Lt(hn::Abs(k), one));
    const auto scale = hn::Div(one, hn::NegMulAdd(k, k, one));
    for (std::size_t i = 1, j = n - 1; i <= j; ++i, --j) {
      const auto a = hn::Load(tag, c + i * kLanes), b = hn::Load(tag, c + j * kLanes);
      put(i, hn::Mul(hn::NegMulAdd(k, b, a), scale));
      put(j, hn::Mul(hn::NegMulAdd(k, a, b), scale));
    }
  }
  return inside;
}

/// Coefficients of one step's derivative: linear in those of level, carried trend and season; see
/// StepSlopes of the one-by-one recursion, of which this is the same with a series per lane.
struct LaneSlopes {
  Vec carried_by_trend, carried_by_phi;
  Vec q_by_level, q_by_carried;
  Vec mean_by_q, mean_by_season;
  Vec delta_by_q, delta_by_season;
  Vec trend_by_delta, trend_by_level;
  Vec season_by_q, season_by_season;
  Vec level_shift, trend_shift, season_shift;
  Vec scale;  ///< of the row: 0 where nothing is seen, else 1 or 1 / ŷ
};

template <Growth kGrowth, EtsSeason kSeason_>
struct SlopeStep {
  LaneSlopes c;
  LaneWeights w;

  /// Moves one column; `extra` is what the damping adds to the carried trend.
  template <bool kExtra>
  HWY_INLINE void move(double* HWY_RESTRICT dl, double* HWY_RESTRICT db, double* HWY_RESTRICT ds,
                       double* HWY_RESTRICT row) const {
    const Tag tag;
    const auto level = hn::Load(tag, dl);
    auto q = level;
    auto carried = level;
    if constexpr (kGrowth != Growth::kNone) {
      carried = hn::Mul(c.carried_by_trend, hn::Load(tag, db));
      if constexpr (kExtra) carried = hn::Add(carried, c.carried_by_phi);
      if constexpr (kGrowth == Growth::kAdd) {
        q = hn::Add(level, carried);
      } else {
        q = hn::MulAdd(c.q_by_carried, carried, hn::Mul(c.q_by_level, level));
      }
    }
    auto mean = q;
    auto delta = hn::Mul(c.delta_by_q, q);
    if constexpr (kSeason_ == EtsSeason::kAdd) {
      const auto season = hn::Load(tag, ds);
      mean = hn::Add(q, season);
      delta = hn::Mul(c.delta_by_q, mean);
      hn::Store(hn::NegMulAdd(c.season_by_q, mean, season), tag, ds);
    } else if constexpr (kSeason_ == EtsSeason::kMul) {
      const auto season = hn::Load(tag, ds);
      mean = hn::MulAdd(c.mean_by_season, season, hn::Mul(c.mean_by_q, q));
      delta = hn::MulAdd(c.delta_by_season, season, delta);
      const auto moved = hn::NegMulAdd(c.season_by_season, season, season);
      hn::Store(hn::NegMulAdd(c.season_by_q, q, moved), tag, ds);
    }
    hn::Store(hn::Mul(c.scale, mean), tag, row);
    hn::Store(hn::NegMulAdd(w.alpha, delta, q), tag, dl);
    if constexpr (kGrowth != Growth::kNone) {
      auto next = hn::NegMulAdd(c.trend_by_delta, delta, carried);
      if constexpr (kGrowth == Growth::kMul) next = hn::MulAdd(c.trend_by_level, level, next);
      hn::Store(next, tag, db);
    }
  }
};

template <Growth kGrowth, EtsSeason kSeason_>
// NOLINTNEXTLINE(readability-function-size): registers of an inner loop, not a struct
HWY_INLINE void set_slopes(const Prediction<Vec>& p, Vec inverse_season, Vec inverse_q, Vec y,
                           Vec d, Vec seen, Vec level, Vec trend, Vec season, const LaneWeights& w,
                           LaneSlopes& c) {
  const Tag tag;
  const auto zero = hn::Zero(tag), one = hn::Set(tag, 1.0);
  auto delta = d;
  if constexpr (kSeason_ == EtsSeason::kMul) delta = hn::Mul(d, inverse_season);
  c.carried_by_trend = w.phi;
  c.carried_by_phi = trend;
  c.q_by_level = c.q_by_carried = one;
  c.trend_by_delta = w.beta;
  c.trend_shift = delta;
  c.trend_by_level = zero;
  if constexpr (kGrowth == Growth::kMul) {
    const auto inverse_level = hn::Div(one, level);
    c.carried_by_trend = hn::Div(hn::Mul(w.phi, p.carried), trend);
    c.carried_by_phi = hn::Mul(p.carried, hn::Log(tag, trend));
    c.q_by_level = p.carried;
    c.q_by_carried = level;
    c.trend_by_delta = hn::Mul(w.beta, inverse_level);
    c.trend_shift = hn::Mul(delta, inverse_level);
    c.trend_by_level = hn::Neg(hn::Mul(c.trend_by_delta, c.trend_shift));
  }
  c.delta_by_q = seen;
  c.mean_by_q = c.mean_by_season = one;
  c.delta_by_season = seen;
  c.season_by_q = c.season_by_season = hn::Mul(seen, w.gamma);
  c.season_shift = d;
  if constexpr (kSeason_ == EtsSeason::kMul) {
    const auto known = hn::IfThenElseZero(hn::Ne(seen, zero), y);
    c.mean_by_q = season;
    c.mean_by_season = p.q;
    c.delta_by_season = hn::Mul(hn::Mul(known, inverse_season), inverse_season);
    c.season_by_q = hn::Mul(w.gamma, hn::Mul(hn::Mul(known, inverse_q), inverse_q));
    c.season_shift = hn::Mul(d, inverse_q);
  }
  c.level_shift = delta;
}

HWY_INLINE void add_to(double* place, Vec value) {
  hn::Store(hn::Add(hn::Load(Tag(), place), value), Tag(), place);
}

HWY_INLINE Vec power(Vec base, Vec exponent) {
  const Tag tag;
  const auto raised = hn::Exp(tag, hn::Mul(exponent, hn::Log(tag, base)));
  return hn::IfThenElse(hn::Eq(exponent, hn::Set(tag, 1.0)), base, raised);
}

template <Growth kGrowth, EtsSeason kSeason_>
HWY_INLINE Prediction<Vec> predict(Vec level, Vec trend, Vec season, Vec phi) {
  Prediction<Vec> p{level, level, level};
  if constexpr (kGrowth == Growth::kAdd) {
    p.carried = hn::Mul(phi, trend);
    p.q = hn::Add(level, p.carried);
  } else if constexpr (kGrowth == Growth::kMul) {
    p.carried = power(trend, phi);
    p.q = hn::Mul(level, p.carried);
  }
  p.mean = p.q;
  if constexpr (kSeason_ == EtsSeason::kAdd) p.mean = hn::Add(p.q, season);
  if constexpr (kSeason_ == EtsSeason::kMul) p.mean = hn::Mul(p.q, season);
  return p;
}

/// The lanes [lane, lane + Lanes) of one form.
template <Growth kGrowth, EtsSeason kSeason_, bool kRelative>
// NOLINTNEXTLINE: branches of compile time, registers of an inner loop
HWY_INLINE void sweep_form(const LaneColumns& columns, const LaneSweep& sweep, std::size_t lane) {
  constexpr bool kHasSeason = kSeason_ != EtsSeason::kNone;
  constexpr bool kMultiplies = kSeason_ == EtsSeason::kMul;
  const Tag tag;
  const auto zero = hn::Zero(tag), one = hn::Set(tag, 1.0);
  const std::size_t k = sweep.num_slopes, stride = k * kLanes;
  const std::size_t block_stride = stride + kLanes;
  SlopeStep<kGrowth, kSeason_> step;
  step.w = weights_of(columns, sweep, lane);
  const LaneWeights& w = step.w;
  auto inside = in_region(columns, sweep, w, lane);

  double* const dl = sweep.slopes + lane;
  double* const db = dl + stride;
  double* const ds = db + stride;
  for (std::size_t i = 0; i < (2 + columns.period) * k; ++i) {
    hn::Store(zero, tag, sweep.slopes + i * kLanes + lane);
  }
  auto level = hn::Load(tag, sweep.x + lane);
  auto trend = zero;
  if (k > 0) hn::Store(one, tag, dl);
  if constexpr (kGrowth != Growth::kNone) {
    trend = hn::Load(tag, sweep.x + columns.trend * kLanes + lane);
    if (columns.trend < k) hn::Store(one, tag, db + columns.trend * kLanes);
  }
  if constexpr (kHasSeason) {
    for (std::size_t j = 0; j < columns.period; ++j) {
      const bool searched = j < columns.num_seasons;
      const double* from =
          searched ? sweep.x + (columns.season + j) * kLanes : sweep.season + j * kLanes;
      hn::Store(hn::Load(tag, from + lane), tag, sweep.seasons + j * kLanes + lane);
      if (searched && k > 0) {
        hn::Store(one, tag, ds + j * stride + (columns.season + j) * kLanes);
      }
    }
  }
  for (std::size_t i = 0; i < k; ++i) {
    hn::Store(zero, tag, sweep.gradient + i * kLanes + lane);
    hn::Store(zero, tag, sweep.plain + i * kLanes + lane);
  }
  for (std::size_t i = 0; i < k * (k + 1) / 2; ++i) {
    hn::Store(zero, tag, sweep.curvature + i * kLanes + lane);
  }

  const auto length = hn::Load(tag, sweep.length + lane);
  const bool weights_too = k > columns.alpha;
  auto sum_squares = zero, sum_log = zero, product = one, lowest = one, time = zero;
  std::size_t waiting = 0, slot = 0, factors = 0;
  for (std::size_t t = 0; t < sweep.num_steps; ++t) {
    double* const season_place = sweep.seasons + slot * kLanes + lane;
    const auto season = kHasSeason ? hn::Load(tag, season_place) : one;
    const auto y = hn::Load(tag, sweep.y + t * kLanes + lane);
    const auto is_seen = hn::Eq(y, y);
    const auto p = predict<kGrowth, kSeason_>(level, trend, season, w.phi);
    const auto d = hn::IfThenElseZero(is_seen, hn::Sub(y, p.mean));
    auto inverse_season = one, inverse_q = one, scale = hn::IfThenElseZero(is_seen, one);
    const auto seen = scale;
    if constexpr (kMultiplies) {
      inverse_season = hn::Div(one, season);
      inverse_q = hn::Div(one, p.q);
    }
    if constexpr (kRelative) {
      if constexpr (kMultiplies) {
        scale = hn::IfThenElseZero(is_seen, hn::Mul(inverse_q, inverse_season));
      } else {
        scale = hn::IfThenElseZero(is_seen, hn::Div(one, p.mean));
      }
    }
    const auto e = hn::Mul(d, scale);
    if (k > 0) {
      double* const row = sweep.block + waiting * block_stride + lane;
      set_slopes<kGrowth, kSeason_>(p, inverse_season, inverse_q, y, d, seen, level, trend, season,
                                    w, step.c);
      step.c.scale = scale;
      double* const season_row = ds + slot * stride;
      const std::size_t plain = columns.phi < k ? columns.phi : k;
      for (std::size_t i = 0; i < plain * kLanes; i += kLanes) {
        step.template move<false>(dl + i, db + i, season_row + i, row + i);
      }
      if (plain < k) {
        const std::size_t i = plain * kLanes;
        step.template move<true>(dl + i, db + i, season_row + i, row + i);
      }
      if (weights_too) {
        const std::size_t a = columns.alpha * kLanes;
        add_to(dl + a, step.c.level_shift);
        if constexpr (kGrowth != Growth::kNone) {
          add_to(db + a, hn::Mul(w.beta_by_alpha, step.c.trend_shift));
          add_to(db + columns.beta * kLanes, hn::Mul(w.beta_by_ratio, step.c.trend_shift));
        }
        if constexpr (kHasSeason) {
          add_to(season_row + a, hn::Mul(w.gamma_by_alpha, step.c.season_shift));
          add_to(season_row + columns.gamma * kLanes,
                 hn::Mul(w.gamma_by_ratio, step.c.season_shift));
        }
      }
      hn::Store(kRelative ? hn::MulAdd(e, e, e) : e, tag, row + stride);
    }
    sum_squares = hn::MulAdd(e, e, sum_squares);

    // The states move as in Recursion::correct.
    auto delta = d;
    if constexpr (kMultiplies) delta = hn::Mul(d, inverse_season);
    if constexpr (kGrowth == Growth::kAdd) trend = hn::MulAdd(w.beta, delta, p.carried);
    if constexpr (kGrowth == Growth::kMul) {
      trend = hn::Add(p.carried, hn::Div(hn::Mul(w.beta, delta), level));
    }
    if constexpr (kSeason_ == EtsSeason::kAdd) {
      hn::Store(hn::MulAdd(w.gamma, d, season), tag, season_place);
    }
    if constexpr (kMultiplies) {
      hn::Store(hn::MulAdd(w.gamma, hn::Mul(d, inverse_q), season), tag, season_place);
    }
    level = hn::MulAdd(w.alpha, delta, p.q);
    if constexpr (kRelative || kMultiplies || kGrowth == Growth::kMul) {
      const auto still = hn::Lt(time, length);
      time = hn::Add(time, one);
      auto low = p.mean;
      if constexpr (kGrowth == Growth::kMul) low = hn::Min(low, trend);
      lowest = hn::IfThenElse(hn::And(still, hn::Lt(low, lowest)), low, lowest);
    }
    if constexpr (kRelative) {
      product = hn::IfThenElse(is_seen, hn::Mul(product, p.mean), product);
      if (++factors == 8) {
        sum_log = hn::Add(sum_log, hn::Log(tag, product));
        product = one;
        factors = 0;
      }
    }
    if constexpr (kHasSeason) slot = slot + 1 == columns.period ? 0 : slot + 1;
    if (k > 0 && ++waiting == LaneSweep::kBlock) {
      add_block<kRelative>(sweep, lane, waiting);
      waiting = 0;
    }
  }
  if (k > 0) add_block<kRelative>(sweep, lane, waiting);
  if constexpr (kRelative) sum_log = hn::Add(sum_log, hn::Log(tag, product));

  const auto n = hn::Load(tag, sweep.num_present + lane);
  const auto total = hn::MulAdd(n, hn::Set(tag, EtsObjective::kFloor), sum_squares);
  const auto value = hn::MulAdd(hn::Mul(hn::Set(tag, 0.5), n), hn::Log(tag, total), sum_log);
  const auto infinite = hn::Set(tag, std::numeric_limits<double>::infinity());
  inside = hn::And(inside, hn::And(hn::Gt(lowest, zero), hn::Lt(hn::Abs(value), infinite)));
  hn::Store(hn::IfThenElse(inside, value, infinite), tag, sweep.value + lane);

  // Gradient −(n / Σ e²) Σ e row + Σ row and curvature (n / Σ e² + 1) Σ row rowᵀ; the second term
  // of each for multiplicative errors only.
  const auto precision = hn::Div(n, total);
  for (std::size_t i = 0; i < k; ++i) {
    double* place = sweep.gradient + i * kLanes + lane;
    const auto plain = hn::Load(tag, sweep.plain + i * kLanes + lane);
    hn::Store(hn::NegMulAdd(precision, hn::Load(tag, place), plain), tag, place);
  }
  const auto weight = kRelative ? hn::Add(precision, one) : precision;
  for (std::size_t i = 0; i < k * (k + 1) / 2; ++i) {
    double* place = sweep.curvature + i * kLanes + lane;
    hn::Store(hn::Mul(weight, hn::Load(tag, place)), tag, place);
  }
}

void sweep_lanes(const LaneColumns& columns, const LaneSweep& sweep) {
  with_recursion(columns.form,
                 [&]<Growth kGrowth, EtsSeason kSeason_>(Recursion<kGrowth, kSeason_>) HWY_ATTR {
                   for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(Tag())) {
                     if (columns.form.error == EtsError::kMul) {
                       sweep_form<kGrowth, kSeason_, true>(columns, sweep, lane);
                     } else {
                       sweep_form<kGrowth, kSeason_, false>(columns, sweep, lane);
                     }
                   }
                 });
}
}  // namespace foretell::ets::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
