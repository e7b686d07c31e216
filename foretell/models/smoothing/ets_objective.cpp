#include "foretell/models/smoothing/ets_objective.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/smoothing/ets_recursion.hpp"

namespace foretell::ets {
namespace {
struct Sums {
  double squares = 0, logs = 0;
  bool inside = true;
};

// Σ e² and Σ log ŷ by the plain recursion; `season` is scratch that starts with the initial season.
template <Growth kGrowth, EtsSeason kSeason_, bool kRelative>
Sums run(std::span<const double> y, std::span<const double> x, const EtsParameters& w,
         std::span<double> season) {
  using Step = Recursion<kGrowth, kSeason_>;
  double level = x[kLevel], trend = x[kTrend], none = 0;
  double product = 1, lowest = 1;
  std::size_t slot = 0, factors = 0;
  Sums sums;
  for (const double value : y) {
    double& s = kSeason_ == EtsSeason::kNone ? none : season[slot];
    const auto p = Step::predict(level, trend, s, w.phi);
    const bool seen = !std::isnan(value);
    const double d = seen ? value - p.mean : 0;
    Step::correct(p, d, w.alpha, w.beta, w.gamma, level, trend, s);
    if constexpr (kRelative || kSeason_ == EtsSeason::kMul) lowest = std::min(lowest, p.mean);
    if constexpr (kGrowth == Growth::kMul) lowest = std::min(lowest, trend);
    if constexpr (kSeason_ != EtsSeason::kNone) slot = slot + 1 == season.size() ? 0 : slot + 1;
    const double e = kRelative ? d / p.mean : d;
    sums.squares += e * e;
    if constexpr (kRelative) {
      product *= seen ? p.mean : 1;
      if (++factors == 8) {
        sums.logs += std::log(product);
        product = 1;
        factors = 0;
      }
    }
  }
  if constexpr (kRelative) sums.logs += std::log(product);
  sums.inside = lowest > 0 && std::isfinite(sums.squares);
  return sums;
}
}  // namespace

std::size_t WeightOptions::count(const EtsForm& form) const {
  return (alpha ? std::size_t{1} : 0) + (form.has_trend() && beta ? 1 : 0) +
         (form.has_season() && gamma ? 1 : 0) + (form.is_damped() && phi ? 1 : 0);
}

SearchWeights EtsObjective::weights(std::span<const double> x, const WeightOptions& fixed) {
  const double alpha = x[kAlpha];
  SearchWeights w{{alpha, alpha * x[kBetaRatio], (1 - alpha) * x[kGammaRatio], x[kPhi]},
                  x[kBetaRatio],
                  alpha,
                  -x[kGammaRatio],
                  1 - alpha};
  if (fixed.beta) {
    w.at.beta = *fixed.beta;
    w.beta_by_alpha = w.beta_by_ratio = 0;
  }
  if (fixed.gamma) {
    w.at.gamma = *fixed.gamma;
    w.gamma_by_alpha = w.gamma_by_ratio = 0;
  }
  return w;
}

void EtsObjective::reset(const EtsForm& form, std::span<const double> y, const WeightOptions& fixed,
                         std::span<const double> start, std::size_t num_columns) {
  fixed_ = fixed;
  checked_ = {.alpha = -1};
  form_ = form;
  y_ = y;
  num_columns_ = num_columns;
  period_ = form.has_season() ? start.size() - kSeason : 1;
  x_.assign(start.begin(), start.end());
  num_present_ = 0;
  for (const double value : y) num_present_ += std::isnan(value) ? 0 : 1;
}

void EtsObjective::complete(std::span<const double> x) {
  std::copy(x.begin(), x.end(), x_.begin());
}

// The box of x is the usual region, which without season lies inside the admissible one.
bool EtsObjective::in_region(std::span<const double> x) {
  if (!form_.has_season() || period_ > kLongestChecked) return true;
  const auto w = weights(x, fixed_).at;
  if (!(w == checked_)) {
    checked_ = w;
    admissible_ = is_admissible(form_, w, period_);
  }
  return admissible_;
}

double EtsObjective::likelihood(double sum_squares, double sum_log) const {
  return 0.5 * num_present_ * std::log(sum_squares + num_present_ * kFloor) + sum_log;
}

double EtsObjective::value(std::span<const double> x) {
  complete(x);
  constexpr double kOutside = std::numeric_limits<double>::infinity();
  if (!in_region(x_)) return kOutside;
  const EtsParameters w = weights(x_, fixed_).at;
  season_.assign(x_.begin() + kSeason, x_.end());
  const auto sums =
      with_recursion(form_, [&]<Growth kGrowth, EtsSeason kSeason_>(Recursion<kGrowth, kSeason_>) {
        return form_.error == EtsError::kMul ? run<kGrowth, kSeason_, true>(y_, x_, w, season_)
                                             : run<kGrowth, kSeason_, false>(y_, x_, w, season_);
      });
  const double f = likelihood(sums.squares, sums.logs);
  return sums.inside && !std::isnan(f) ? f : kOutside;
}

void EtsObjective::expand(std::span<const double> x, numeric::Expansion& out) {
  complete(x);
  if (!in_region(x_)) {
    out.value = std::numeric_limits<double>::infinity();
    return;
  }
  const auto& sums = sensitivity_.run(form_, y_, x_, weights(x_, fixed_), num_columns_);
  const double precision = num_present_ / (sums.sum_squares + num_present_ * kFloor);
  const bool relative = form_.error == EtsError::kMul;
  out.value = sums.inside ? likelihood(sums.sum_squares, sums.sum_log)
                          : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < num_columns_; ++i) {
    out.gradient[i] = (relative ? sums.plain[i] : 0) - precision * sums.weighted[i];
    for (std::size_t j = 0; j <= i; ++j) {
      out.curvature[i * num_columns_ + j] =
          (precision + (relative ? 1 : 0)) * sums.products[i * sums.stride + j];
    }
  }
}
}  // namespace foretell::ets
