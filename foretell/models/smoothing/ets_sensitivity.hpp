#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ets_form.hpp"

namespace foretell::ets {
/// Where the free numbers of a model stand in the vector x that is searched. Every form uses the
/// same places; those it does not have stay fixed.
///   x = [alpha, beta / alpha, gamma / (1 − alpha), phi, level, trend, season of steps 1 … period]
/// The last season is never a column: level and trend take its freedom.
enum Place : std::size_t { kAlpha, kBetaRatio, kGammaRatio, kPhi, kLevel, kTrend, kSeason };

/// The smoothing parameters at a point of the search, and how beta and gamma follow it.
struct SearchWeights {
  EtsParameters at;
  double beta_by_alpha = 0, beta_by_ratio = 0;
  double gamma_by_alpha = 0, gamma_by_ratio = 0;
};

/// What has to be summed over a series to expand the likelihood; see EtsObjective for its use.
///   e = d (additive errors) or d / ŷ,   row = ∂ŷ/∂x or (∂ŷ/∂x) / ŷ
///   Shapes  K columns, stored with stride `stride` (K rounded up to 8)
///           weighted [stride]: Σ e row or Σ e (1 + e) row;   plain [stride]: Σ row
///           products [stride, stride]: Σ row rowᵀ, lower triangle
struct SensitivitySums {
  std::size_t stride = 0;
  double sum_squares = 0;  ///< Σ e²
  double sum_log = 0;      ///< Σ log ŷ; zero for additive errors
  bool inside = true;      ///< every ŷ was in the domain of the form
  std::span<double> weighted;
  std::span<double> plain;
  std::span<double> products;
};

/// Runs the recursion and its derivative with respect to every column, forward in time: per step a
/// few vector instructions per eight columns, then a rank-32 update of the products every 32 steps.
/// Vector instructions are chosen at run time. Keeps its memory between calls.
class EtsSensitivity {
 public:
  /// y [n] with NaN for missing; x [6 + period], of which `weights` replaces the first four; the
  /// first `num_columns` of x are differentiated.
  ///   Errors  none; `inside` is false where ŷ leaves the domain, and the sums are then meaningless
  const SensitivitySums& run(const EtsForm& form, std::span<const double> y,
                             std::span<const double> x, const SearchWeights& weights,
                             std::size_t num_columns);

  static constexpr std::size_t kBlock = 32;  ///< rows per update of the products

 private:
  std::vector<double> memory_;
  SensitivitySums sums_;
};
}  // namespace foretell::ets
