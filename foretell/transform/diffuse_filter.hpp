#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/transform/structural_model.hpp"

namespace foretell {
/// Sums of a pass of the Kalman filter.
struct FilterSums {
  double squares = 0;  ///< Σ v² / F
  double log_f = 0;    ///< Σ ln F, and ln F∞ while the start is diffuse
  double count = 0;    ///< observations with a proper variance F
};

/// Kalman filter and state smoother of a structural model with an exact diffuse start. Owns its
/// memory; one after another series and variances may pass.
///   State   level, slope (if any), season now, one step ago, … (period − 1 of them)
///   Errors  none: StructuralModel checks
///   Source  Durbin & Koopman (2012), 5.2 (diffuse filter), 5.3 (diffuse smoother), 4.6.2 (fast
///   state
///           smoothing)
class DiffuseFilter {
 public:
  explicit DiffuseFilter(const StructuralModel& model);

  /// Filters y; keeps what `smooth` needs if `keep`.
  FilterSums filter(std::span<const double> y, const StructuralVariances& variances, bool keep);
  /// States of the series filtered last (with keep).
  [[nodiscard]] StructuralStates smooth(std::size_t n);

  [[nodiscard]] std::size_t num_states() const { return size_; }

 private:
  using Values = std::vector<double>;
  enum class Kind : char { kMissing, kDiffuse, kProper };
  struct Step {
    Kind kind = Kind::kMissing;
    double v = 0, f = 1;
  };

  void transition(double* x) const;
  void transition_transposed(double* x) const;
  void transition_both(Values& p);
  [[nodiscard]] double observed(const double* x) const;
  double gain(const Values& p, Values& m) const;
  void add_product(Values& p, double factor, const Values& a, const Values& b) const;
  Step update(double y);
  void update_diffuse(double v, double f_inf, double f_star);
  void update_proper(double v, double f);
  void backward(const Step& step, const double* gains);

  std::size_t size_, season_, num_season_;  ///< season_: its first state
  bool slope_;
  StructuralVariances variances_;
  double least_f_ = 0;     ///< below this a variance is rounding
  bool diffuse_ = true;    ///< whether P∞ is not zero yet
  bool settled_ = false;   ///< whether covariances no longer change
  double settled_f_ = -1;  ///< F of the step before
  Values a_, p_, p_inf_, m_, m_inf_, gain_, gain_diffuse_, row_;
  std::vector<Step> steps_;
  Values gains_;  ///< [n][2 · size]: gain, and the second gain of diffuse steps
  Values r0_, r1_;
};
}  // namespace foretell
