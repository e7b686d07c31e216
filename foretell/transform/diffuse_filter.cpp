#include "foretell/transform/diffuse_filter.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foretell {
namespace {
constexpr double kZero = 1e-9;      // of P∞, whose entries are of the order of 1
constexpr double kSettled = 1e-14;  // relative change of a gain that counts as none
}  // namespace

DiffuseFilter::DiffuseFilter(const StructuralModel& model)
    : size_(1 + (model.slope ? 1 : 0) + model.period - 1),
      season_(model.slope ? 2 : 1),
      num_season_(model.period - 1),
      slope_(model.slope),
      a_(size_),
      p_(size_ * size_),
      p_inf_(size_ * size_),
      m_(size_),
      m_inf_(size_),
      gain_(size_),
      gain_diffuse_(size_),
      row_(size_),
      r0_(size_),
      r1_(size_) {
}

// x ← T x
void DiffuseFilter::transition(double* x) const {
  if (slope_) x[0] += x[1];
  if (num_season_ == 0) return;
  double* season = x + season_;
  const double next = -std::accumulate(season, season + num_season_, 0.0);
  std::copy_backward(season, season + num_season_ - 1, season + num_season_);
  season[0] = next;
}

// x ← Tᵀ x
void DiffuseFilter::transition_transposed(double* x) const {
  if (slope_) x[1] += x[0];
  if (num_season_ == 0) return;
  double* season = x + season_;
  const double first = season[0];
  for (std::size_t i = 0; i + 1 < num_season_; ++i) season[i] = season[i + 1] - first;
  season[num_season_ - 1] = -first;
}

// P ← T P Tᵀ
void DiffuseFilter::transition_both(Values& p) {
  const auto row = [&](std::size_t i) {
    return p.begin() + static_cast<std::ptrdiff_t>(i * size_);
  };
  if (slope_) {
    for (std::size_t j = 0; j < size_; ++j) p[j] += p[size_ + j];
  }
  if (num_season_ > 0) {
    std::fill(row_.begin(), row_.end(), 0.0);
    for (std::size_t i = season_; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) row_[j] -= p[i * size_ + j];
    }
    std::copy_backward(row(season_), row(size_ - 1), row(size_));
    std::copy(row_.begin(), row_.end(), row(season_));
  }
  for (std::size_t i = 0; i < size_; ++i) transition(p.data() + i * size_);
}

double DiffuseFilter::observed(const double* x) const {
  return num_season_ > 0 ? x[0] + x[season_] : x[0];
}

// m = P Zᵀ; the variance Z P Zᵀ.
double DiffuseFilter::gain(const Values& p, Values& m) const {
  for (std::size_t i = 0; i < size_; ++i) m[i] = observed(p.data() + i * size_);
  return observed(m.data());
}

// P += factor · a bᵀ
void DiffuseFilter::add_product(Values& p, double factor, const Values& a, const Values& b) const {
  for (std::size_t i = 0; i < size_; ++i) {
    const double scaled = factor * a[i];
    for (std::size_t j = 0; j < size_; ++j) p[i * size_ + j] += scaled * b[j];
  }
}

void DiffuseFilter::update_diffuse(double v, double f_inf, double f_star) {
  for (std::size_t i = 0; i < size_; ++i) {
    gain_[i] = m_inf_[i] / f_inf;
    gain_diffuse_[i] = (m_[i] - gain_[i] * f_star) / f_inf;
    a_[i] += gain_[i] * v;
  }
  add_product(p_, f_star, gain_, gain_);
  add_product(p_, -1, m_, gain_);
  add_product(p_, -1, gain_, m_);
  add_product(p_inf_, -f_inf, gain_, gain_);
}

void DiffuseFilter::update_proper(double v, double f) {
  double change = std::abs(f - settled_f_) / f;
  for (std::size_t i = 0; i < size_; ++i) {
    const double before = std::exchange(gain_[i], m_[i] / f);
    change = std::max(change, std::abs(gain_[i] - before));
    a_[i] += gain_[i] * v;
  }
  settled_ = change < kSettled && !diffuse_;
  settled_f_ = f;
  if (!settled_) add_product(p_, -f, gain_, gain_);
}

// One observation, a becoming a filtered state; the covariances stay predictions once settled.
DiffuseFilter::Step DiffuseFilter::update(double y) {
  const double v = y - observed(a_.data());
  if (settled_) {
    for (std::size_t i = 0; i < size_; ++i) a_[i] += gain_[i] * v;
    return {Kind::kProper, v, settled_f_};
  }
  const double f_star = gain(p_, m_) + variances_.irregular;
  const double f_inf = diffuse_ ? gain(p_inf_, m_inf_) : 0;
  if (f_inf > kZero) {
    update_diffuse(v, f_inf, f_star);
    return {Kind::kDiffuse, v, f_inf};
  }
  const double f = std::max(f_star, least_f_);
  update_proper(v, f);
  return {Kind::kProper, v, f};
}

FilterSums DiffuseFilter::filter(std::span<const double> y, const StructuralVariances& variances,
                                 bool keep) {
  variances_ = variances;
  least_f_ = 1e-14 * (variances.irregular + variances.level + variances.slope + variances.season);
  std::fill(a_.begin(), a_.end(), 0.0);
  std::fill(p_.begin(), p_.end(), 0.0);
  std::fill(p_inf_.begin(), p_inf_.end(), 0.0);
  for (std::size_t i = 0; i < size_; ++i) p_inf_[i * size_ + i] = 1;
  diffuse_ = true;
  settled_ = false;
  settled_f_ = -1;
  if (keep) {
    steps_.assign(y.size(), {});
    gains_.assign(2 * size_ * y.size(), 0.0);
  }
  FilterSums sums;
  for (std::size_t t = 0; t < y.size(); ++t) {
    const Step step = std::isnan(y[t]) ? Step{} : update(y[t]);
    if (step.kind == Kind::kMissing) settled_ = false;
    if (step.kind != Kind::kMissing) sums.log_f += std::log(step.f);
    if (step.kind == Kind::kProper) {
      sums.squares += step.v * step.v / step.f;
      sums.count += 1;
    }
    if (keep) {
      steps_[t] = step;
      double* gains = gains_.data() + 2 * size_ * t;
      std::copy(gain_.begin(), gain_.end(), gains);
      std::copy(gain_diffuse_.begin(), gain_diffuse_.end(), gains + size_);
    }
    transition(a_.data());
    if (settled_) continue;
    transition_both(p_);
    p_[0] += variances.level;
    if (slope_) p_[size_ + 1] += variances.slope;
    if (num_season_ > 0) p_[season_ * size_ + season_] += variances.season;
    if (!diffuse_) continue;
    transition_both(p_inf_);
    diffuse_ = std::any_of(p_inf_.begin(), p_inf_.end(),
                           [](double value) { return std::abs(value) > kZero; });
  }
  return sums;
}

// r0 and r1 of the step before, Z v / F + Lᵀ r.
void DiffuseFilter::backward(const Step& step, const double* gains) {
  transition_transposed(r0_.data());
  transition_transposed(r1_.data());
  if (step.kind == Kind::kMissing) return;
  const auto dot = [&](const double* gain, const Values& r) {
    return std::inner_product(gain, gain + size_, r.begin(), 0.0);
  };
  const double by_data = step.v / step.f;
  double add0 = -dot(gains, r0_), add1 = 0;
  if (step.kind == Kind::kDiffuse) {
    add1 = by_data - dot(gains, r1_) - dot(gains + size_, r0_);
  } else {
    add0 += by_data;
  }
  for (const std::size_t i : {std::size_t{0}, season_}) {
    if (i > 0 && num_season_ == 0) continue;
    r0_[i] += add0;
    r1_[i] += add1;
  }
}

StructuralStates DiffuseFilter::smooth(std::size_t n) {
  std::fill(r0_.begin(), r0_.end(), 0.0);
  std::fill(r1_.begin(), r1_.end(), 0.0);
  Values shocks(n * size_);  // Q r_t, what the states get between t and t + 1
  for (std::size_t t = n; t-- > 0;) {
    double* shock = shocks.data() + t * size_;
    shock[0] = variances_.level * r0_[0];
    if (slope_) shock[1] = variances_.slope * r0_[1];
    if (num_season_ > 0) shock[season_] = variances_.season * r0_[season_];
    backward(steps_[t], gains_.data() + 2 * size_ * t);
  }
  StructuralStates states{Values(n), Values(n), Values(n)};
  Values state = r1_;  // of the first time: a = 0, P = 0, P∞ = I
  for (std::size_t t = 0; t < n; ++t) {
    states.level[t] = state[0];
    if (slope_) states.slope[t] = state[1];
    if (num_season_ > 0) states.season[t] = state[season_];
    transition(state.data());
    for (std::size_t i = 0; i < size_; ++i) state[i] += shocks[t * size_ + i];
  }
  return states;
}
}  // namespace foretell
