// The vector part of EtsSensitivity, included once per instruction set. Not for other files.
#include <cmath>
#include <span>

#include "foretell/models/smoothing/ets_recursion.hpp"
#include "foretell/models/smoothing/ets_sensitivity.hpp"
#include "hwy/highway.h"

#ifndef FORETELL_ETS_SENSITIVITY_WORK
#define FORETELL_ETS_SENSITIVITY_WORK
namespace foretell::ets {
/// Memory of one run; each array has `stride` numbers per row.
struct SensitivityWork {
  double* level;          ///< ∂l/∂x
  double* trend;          ///< ∂b/∂x
  double* season;         ///< ∂s/∂x, one row per season
  double* season_values;  ///< the seasons themselves
  double* block;          ///< rows that wait for the update of the products
  SearchWeights weights;
  std::size_t num_columns;
  std::size_t period;
};

/// Coefficients of one step's derivative: linear in those of level, carried trend and season.
struct StepSlopes {
  double carried_by_trend, carried_by_phi;        ///< u
  double q_by_level, q_by_carried;                ///< q
  double mean_by_q, mean_by_season;               ///< ŷ
  double delta_by_q, delta_by_season;             ///< −δ
  double trend_by_delta, trend_by_level;          ///< b
  double season_by_q, season_by_season;           ///< −(d or d / q)
  double level_shift, trend_shift, season_shift;  ///< δ, δ or δ / l, d or d / q: act on the weights
};
}  // namespace foretell::ets
#endif

HWY_BEFORE_NAMESPACE();
namespace foretell::ets::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
using Tag = hn::CappedTag<double, 8>;

template <Growth kGrowth, EtsSeason kSeason_>
// NOLINTNEXTLINE(readability-function-size): registers of an inner loop, not a struct
HWY_INLINE StepSlopes slopes_of(const Prediction<double>& p, double y, double d, double level,
                                double trend, double season, const EtsParameters& w) {
  StepSlopes c{};
  const bool seen = !std::isnan(y);
  c.q_by_level = 1;
  c.mean_by_q = 1;
  double delta = d;
  if constexpr (kSeason_ == EtsSeason::kMul) delta = d / season;
  if constexpr (kGrowth == Growth::kAdd) {
    c.carried_by_trend = w.phi;
    c.carried_by_phi = trend;
    c.q_by_carried = 1;
    c.trend_by_delta = w.beta;
    c.trend_shift = delta;
  } else if constexpr (kGrowth == Growth::kMul) {
    c.carried_by_trend = w.phi * p.carried / trend;
    c.carried_by_phi = p.carried * std::log(trend);
    c.q_by_level = p.carried;
    c.q_by_carried = level;
    c.trend_by_delta = w.beta / level;
    c.trend_by_level = -w.beta * delta / (level * level);
    c.trend_shift = delta / level;
  }
  c.delta_by_q = seen;
  if constexpr (kSeason_ == EtsSeason::kAdd) {
    c.mean_by_season = 1;
    c.delta_by_season = seen;
    c.season_by_q = seen * w.gamma;
    c.season_by_season = seen * w.gamma;
    c.season_shift = d;
  } else if constexpr (kSeason_ == EtsSeason::kMul) {
    c.mean_by_q = season;
    c.mean_by_season = p.q;
    c.delta_by_season = seen ? y / (season * season) : 0;
    c.season_by_q = seen ? w.gamma * y / (p.q * p.q) : 0;
    c.season_by_season = seen * w.gamma;
    c.season_shift = d / p.q;
  }
  c.level_shift = delta;
  return c;
}

/// Moves the derivative of the states by one step and writes ∂ŷ/∂x · scale to `row`.
template <Growth kGrowth, EtsSeason kSeason_>
// NOLINTNEXTLINE(readability-function-size): registers of an inner loop, not a struct
HWY_INLINE void move_slopes(const StepSlopes& c, const SearchWeights& weights, double scale,
                            std::size_t stride, double* HWY_RESTRICT dl, double* HWY_RESTRICT db,
                            double* HWY_RESTRICT ds, double* HWY_RESTRICT row) {
  const Tag tag;
  const EtsParameters& w = weights.at;
  HWY_ALIGN static constexpr double kUnit[4][8] = {{1}, {0, 1}, {0, 0, 1}, {0, 0, 0, 1}};
  for (std::size_t i = 0; i < stride; i += hn::Lanes(tag)) {
    const auto level = hn::Load(tag, dl + i);
    auto carried = hn::Zero(tag);
    auto q = level;
    if constexpr (kGrowth != Growth::kNone) {
      carried = hn::Mul(hn::Set(tag, c.carried_by_trend), hn::Load(tag, db + i));
      if (i < 8) {
        carried =
            hn::MulAdd(hn::Set(tag, c.carried_by_phi), hn::Load(tag, kUnit[kPhi] + i), carried);
      }
      q = hn::Mul(hn::Set(tag, c.q_by_level), level);
      q = hn::MulAdd(hn::Set(tag, c.q_by_carried), carried, q);
    }
    auto mean = q;
    auto delta = hn::Mul(hn::Set(tag, c.delta_by_q), q);
    if constexpr (kSeason_ != EtsSeason::kNone) {
      const auto season = hn::Load(tag, ds + i);
      mean =
          hn::MulAdd(hn::Set(tag, c.mean_by_season), season, hn::Mul(hn::Set(tag, c.mean_by_q), q));
      delta = hn::MulAdd(hn::Set(tag, c.delta_by_season), season, delta);
      auto moved = hn::NegMulAdd(hn::Set(tag, c.season_by_q), q, season);
      moved = hn::NegMulAdd(hn::Set(tag, c.season_by_season), season, moved);
      if (i < 8) {
        moved = hn::MulAdd(hn::Set(tag, weights.gamma_by_alpha * c.season_shift),
                           hn::Load(tag, kUnit[kAlpha] + i), moved);
        moved = hn::MulAdd(hn::Set(tag, weights.gamma_by_ratio * c.season_shift),
                           hn::Load(tag, kUnit[kGammaRatio] + i), moved);
      }
      hn::Store(moved, tag, ds + i);
    }
    hn::Store(hn::Mul(hn::Set(tag, scale), mean), tag, row + i);
    auto next_level = hn::NegMulAdd(hn::Set(tag, w.alpha), delta, q);
    if (i < 8) {
      next_level =
          hn::MulAdd(hn::Set(tag, c.level_shift), hn::Load(tag, kUnit[kAlpha] + i), next_level);
    }
    hn::Store(next_level, tag, dl + i);
    if constexpr (kGrowth != Growth::kNone) {
      auto next_trend = hn::NegMulAdd(hn::Set(tag, c.trend_by_delta), delta, carried);
      if constexpr (kGrowth == Growth::kMul) {
        next_trend = hn::MulAdd(hn::Set(tag, c.trend_by_level), level, next_trend);
      }
      if (i < 8) {
        next_trend = hn::MulAdd(hn::Set(tag, weights.beta_by_alpha * c.trend_shift),
                                hn::Load(tag, kUnit[kAlpha] + i), next_trend);
        next_trend = hn::MulAdd(hn::Set(tag, weights.beta_by_ratio * c.trend_shift),
                                hn::Load(tag, kUnit[kBetaRatio] + i), next_trend);
      }
      hn::Store(next_trend, tag, db + i);
    }
  }
}

/// Adds the products of the waiting rows, four rows of the result at a time.
HWY_INLINE void add_products(const double* HWY_RESTRICT block, std::size_t num_rows,
                             std::size_t stride, double* HWY_RESTRICT products) {
  const Tag tag;
  for (std::size_t i = 0; i < stride; i += 4) {
    double* HWY_RESTRICT out = products + i * stride;
    for (std::size_t j = 0; j <= i + 3; j += hn::Lanes(tag)) {
      auto a = hn::Load(tag, out + j), b = hn::Load(tag, out + stride + j);
      auto c = hn::Load(tag, out + 2 * stride + j), d = hn::Load(tag, out + 3 * stride + j);
      for (std::size_t r = 0; r < num_rows; ++r) {
        const double* HWY_RESTRICT row = block + r * stride;
        const auto other = hn::Load(tag, row + j);
        a = hn::MulAdd(hn::Set(tag, row[i]), other, a);
        b = hn::MulAdd(hn::Set(tag, row[i + 1]), other, b);
        c = hn::MulAdd(hn::Set(tag, row[i + 2]), other, c);
        d = hn::MulAdd(hn::Set(tag, row[i + 3]), other, d);
      }
      hn::Store(a, tag, out + j);
      hn::Store(b, tag, out + stride + j);
      hn::Store(c, tag, out + 2 * stride + j);
      hn::Store(d, tag, out + 3 * stride + j);
    }
  }
}

HWY_INLINE void add_scaled(double scale, const double* HWY_RESTRICT row, std::size_t stride,
                           double* HWY_RESTRICT out) {
  const Tag tag;
  for (std::size_t i = 0; i < stride; i += hn::Lanes(tag)) {
    hn::Store(hn::MulAdd(hn::Set(tag, scale), hn::Load(tag, row + i), hn::Load(tag, out + i)), tag,
              out + i);
  }
}

template <Growth kGrowth, EtsSeason kSeason_, bool kRelative>
// NOLINTNEXTLINE(readability-function-cognitive-complexity): branches of compile time
HWY_INLINE void run_form(std::span<const double> y, std::span<const double> x,
                         SensitivityWork& work, SensitivitySums& sums) {
  using Step = Recursion<kGrowth, kSeason_>;
  const std::size_t stride = sums.stride;
  const EtsParameters w = work.weights.at;
  double level = x[kLevel], trend = x[kTrend];
  work.level[kLevel] = 1;
  work.trend[kTrend] = 1;
  for (std::size_t j = 0; j + kSeason < x.size(); ++j) {
    work.season_values[j] = x[kSeason + j];
    if (kSeason + j < work.num_columns) work.season[j * stride + kSeason + j] = 1;
  }
  std::size_t waiting = 0, slot = 0, factors = 0;
  double product = 1, lowest = 1;
  for (const double value : y) {
    double& season = work.season_values[slot];
    const auto p = Step::predict(level, trend, season, w.phi);
    const bool seen = !std::isnan(value);
    const double d = seen ? value - p.mean : 0;
    const double scale = kRelative ? 1 / p.mean : 1;
    const auto slopes = slopes_of<kGrowth, kSeason_>(p, value, d, level, trend, season, w);
    double* row = work.block + waiting * stride;
    move_slopes<kGrowth, kSeason_>(slopes, work.weights, scale, stride, work.level, work.trend,
                                   work.season + slot * stride, row);
    Step::correct(p, d, w.alpha, w.beta, w.gamma, level, trend, season);
    if constexpr (kRelative || kSeason_ == EtsSeason::kMul)
      lowest = p.mean < lowest ? p.mean : lowest;
    if constexpr (kGrowth == Growth::kMul) lowest = trend < lowest ? trend : lowest;
    if constexpr (kSeason_ != EtsSeason::kNone) slot = slot + 1 == work.period ? 0 : slot + 1;
    if (!seen) continue;
    const double e = d * scale;
    sums.sum_squares += e * e;
    add_scaled(kRelative ? e * (1 + e) : e, row, stride, sums.weighted.data());
    if constexpr (kRelative) {
      add_scaled(1, row, stride, sums.plain.data());
      product *= p.mean;
      if (++factors == 8) {
        sums.sum_log += std::log(product);
        product = 1;
        factors = 0;
      }
    }
    if (++waiting == EtsSensitivity::kBlock) {
      add_products(work.block, waiting, stride, sums.products.data());
      waiting = 0;
    }
  }
  add_products(work.block, waiting, stride, sums.products.data());
  if constexpr (kRelative) sums.sum_log += std::log(product);
  sums.inside = lowest > 0 && std::isfinite(sums.sum_squares);
}

void run_sensitivity(const EtsForm& form, std::span<const double> y, std::span<const double> x,
                     SensitivityWork& work, SensitivitySums& sums) {
  const bool relative = form.error == EtsError::kMul;
  with_recursion(form,
                 [&]<Growth kGrowth, EtsSeason kSeason_>(Recursion<kGrowth, kSeason_>) HWY_ATTR {
                   if (relative) {
                     run_form<kGrowth, kSeason_, true>(y, x, work, sums);
                   } else {
                     run_form<kGrowth, kSeason_, false>(y, x, work, sums);
                   }
                 });
}
}  // namespace foretell::ets::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
