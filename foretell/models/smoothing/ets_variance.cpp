#include "foretell/models/smoothing/ets_variance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "foretell/models/smoothing/ets_recursion.hpp"

namespace foretell::ets {
namespace {
constexpr double kLargest = std::numeric_limits<double>::max() / 4;

double finite(double value) {
  if (std::isnan(value)) return 0;
  return std::clamp(value, -kLargest, kLargest);
}

double season_at(const EtsFitted& model, std::size_t step) {
  const auto& ring = model.current.season;
  return ring[(model.next_season + step) % ring.size()];
}

// c_1 … c_horizon: what a unit error now changes j steps later.
std::vector<double> reactions(const EtsFitted& model, std::size_t horizon) {
  const auto& w = model.parameters;
  std::vector<double> c(horizon, w.alpha);
  double sum = 0, power = 1;
  for (std::size_t j = 1; j <= horizon; ++j) {
    if (model.form.has_trend()) {
      power *= w.phi;
      sum += power;
      c[j - 1] += w.beta * sum;
    }
    if (model.form.has_season() && j % model.period() == 0) c[j - 1] += w.gamma;
  }
  return c;
}

std::vector<double> additive_sds(const EtsFitted& model, std::size_t horizon) {
  const auto c = reactions(model, horizon);
  std::vector<double> sd(horizon);
  double sum = 1;
  for (std::size_t k = 0; k < horizon; ++k) {
    sd[k] = finite(model.sigma() * std::sqrt(sum));
    sum += c[k] * c[k];
  }
  return sd;
}

std::vector<double> relative_sds(const EtsFitted& model, std::span<const double> mean) {
  auto c = reactions(model, mean.size());
  for (double& value : c) value *= value;
  const double variance = model.sigma() * model.sigma();
  std::vector<double> theta(mean.size()), sd(mean.size());
  for (std::size_t k = 0; k < mean.size(); ++k) {
    double sum = 0;
    for (std::size_t j = 1; j <= k; ++j) sum += c[j - 1] * theta[k - j];
    theta[k] = mean[k] * mean[k] + variance * sum;
    sd[k] = finite(std::sqrt(variance * (theta[k] + sum)));
  }
  return sd;
}

/// First and second moments of (l, b), weighed by the factors (1 + γ ε) of one season.
struct WeighedMoments {
  double l, b, ll, lb, bb;

  // x ← (F + G ε) x with F = [1 φ; 0 φ], G = [α αφ; β βφ]; `seasonal`: ε also moves the season.
  void step(const EtsParameters& w, double phi, double variance, bool seasonal) {
    const double gamma = seasonal ? w.gamma : 0;
    const double q = l + phi * b;
    const double qq = ll + 2 * phi * lb + phi * phi * bb;
    const double qb = phi * (lb + phi * bb);  // of q and φ b
    const double carried = phi * phi * bb;
    const double gv = gamma * variance;
    const double keep = 1 + gamma * gv;                    // E (1 + γ ε)²
    const double cross = 2 * gv;                           // E ε (1 + γ ε)²
    const double twice = variance * (1 + 3 * gamma * gv);  // E ε² (1 + γ ε)²
    b = phi * b + gv * w.beta * q;
    l = q + gv * w.alpha * q;
    ll = qq * (keep + 2 * w.alpha * cross + w.alpha * w.alpha * twice);
    lb = qb * (keep + w.alpha * cross) + qq * w.beta * (cross + w.alpha * twice);
    bb = carried * keep + 2 * w.beta * cross * qb + w.beta * w.beta * twice * qq;
  }
};

Moments relative_moments(const EtsFitted& model, std::size_t horizon) {
  const auto& w = model.parameters;
  const double phi = model.form.has_trend() ? w.phi : 0;
  const double variance = model.sigma() * model.sigma();
  const double l = model.current.level, b = model.form.has_trend() ? model.current.trend : 0;
  Moments out{std::vector<double>(horizon), std::vector<double>(horizon)};
  const std::size_t period = model.period();
  for (std::size_t first = 0; first < std::min(period, horizon); ++first) {
    WeighedMoments x{l, b, l * l, l * b, b * b};
    const double season = model.form.has_season() ? season_at(model, first) : 1;
    for (std::size_t k = 0; k < horizon; ++k) {
      const bool own = k % period == first;
      if (own) {
        const double mean = season * (x.l + phi * x.b);
        const double square =
            season * season * (x.ll + 2 * phi * x.lb + phi * phi * x.bb) * (1 + variance);
        out.mean[k] = finite(mean);
        out.sd[k] = variance > 0 ? finite(std::sqrt(std::max(0.0, square - mean * mean))) : 0;
      }
      x.step(w, phi, variance, own);
    }
  }
  return out;
}
}  // namespace

bool has_exact_variance(const EtsForm& form) {
  if (form.has_growth_factor()) return false;
  return form.error == EtsError::kMul || form.season != EtsSeason::kMul;
}

Moments exact_moments(const EtsFitted& model, std::size_t horizon) {
  const bool relative = model.form.error == EtsError::kMul;
  if (relative && model.form.season != EtsSeason::kAdd) return relative_moments(model, horizon);
  Moments out{point_forecasts(model, horizon), {}};
  out.sd = relative ? relative_sds(model, out.mean) : additive_sds(model, horizon);
  return out;
}

std::vector<double> point_forecasts(const EtsFitted& model, std::size_t horizon) {
  std::vector<double> mean(horizon);
  double level = model.current.level, trend = model.current.trend;
  const bool seasonal = model.form.has_season();
  with_recursion(model.form, [&](auto step) {
    for (std::size_t k = 0; k < horizon; ++k) {
      const double season = seasonal ? season_at(model, k) : 0;
      const auto p = step.predict(level, trend, season, model.parameters.phi);
      mean[k] = finite(p.mean);
      level = finite(p.q);
      trend = finite(p.carried);
    }
  });
  return mean;
}
}  // namespace foretell::ets
