#pragma once
#include <optional>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets_form.hpp"
#include "foretell/models/smoothing/ets_sensitivity.hpp"
#include "foretell/numeric/box_step.hpp"

namespace foretell::ets {
/// Smoothing parameters that are given instead of estimated, and how far beta may follow alpha.
struct WeightOptions {
  std::optional<double> alpha = {}, beta = {}, gamma = {}, phi = {};
  double max_beta_ratio = 1;  ///< of beta / alpha, in (0, 1]

  /// How many of those the form has.
  [[nodiscard]] std::size_t count(const EtsForm& form) const;
};

/// The negative log-likelihood of one form on one series, for the minimiser.
///   f(x) = ½ n log(Σ e² + floor) + Σ log ŷ (multiplicative errors only); infinite outside the
///   domain
/// The floor, far below any noise, keeps perfectly predicted series finite.
///   Shapes  x as in `Place`: [6 + period] or [6] without season; y [n], NaN for missing, of order
///   1
class EtsObjective {
 public:
  /// Keeps a view of y. `num_columns` numbers of x are searched, the rest of `start` stays.
  void reset(const EtsForm& form, std::span<const double> y, const WeightOptions& fixed,
             std::span<const double> start, std::size_t num_columns);

  [[nodiscard]] double value(std::span<const double> x);
  void expand(std::span<const double> x, numeric::Expansion& out);

  /// The parameters that x means: ratios made absolute, fixed ones put in.
  [[nodiscard]] static SearchWeights weights(std::span<const double> x, const WeightOptions& fixed);
  /// Squared error below which a series counts as predicted perfectly, for values of order 1.
  static constexpr double kFloor = 1e-24;
  /// Longest period whose admissible region is checked while searching; the usual region holds
  /// always.
  static constexpr std::size_t kLongestChecked = 100;

 private:
  [[nodiscard]] bool in_region(std::span<const double> x);
  [[nodiscard]] double likelihood(double sum_squares, double sum_log) const;
  void complete(std::span<const double> x);

  EtsForm form_;
  WeightOptions fixed_;
  std::span<const double> y_;
  double num_present_ = 0;
  std::size_t period_ = 1;
  std::size_t num_columns_ = 0;
  std::vector<double> x_;
  std::vector<double> season_;
  EtsParameters checked_{.alpha = -1};  ///< the last that were checked for admissibility
  bool admissible_ = false;
  EtsSensitivity sensitivity_;
};
}  // namespace foretell::ets
