#pragma once
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "foretell/models/smoothing/ces_recursion.hpp"

namespace foretell {
/// Parameters and initial states of complex exponential smoothing for one series.
struct CesEstimate {
  CesParameters parameters;
  double level = 0;               ///< initial l
  double level_potential = 0;     ///< initial c
  std::vector<double> season;     ///< initial, [period] or empty
  std::vector<double> potential;  ///< initial, [period] or empty
  double sum_squares = 0;
  bool converged = true;
  std::size_t evaluations = 0;  ///< of Σ e² and its slopes
};

/// Whether the filter forgets: eigenvalues of [[1 − α₀ + α₁, α₁ − 1], [1 − α₀ − α₁, 1 − α₀]] inside
/// the unit circle.
[[nodiscard]] bool is_stable_ces(double alpha_0, double alpha_1);

/// What is asked of a series.
struct CesTask {
  std::span<const double> y;  ///< [n], begins and ends with an observation, NaN for missing
  std::optional<CesParameters> fixed = std::nullopt;  ///< not searched
  /// Where the search begins first, e.g. at those of an earlier fit; then where it does by itself.
  std::optional<CesParameters> start = std::nullopt;
  /// The search gives up where Σ e² is out of reach of this; the answer is then no minimum.
  double target = std::numeric_limits<double>::infinity();
};

/// Least squares over the parameters; initial states by backcasting: a pass forward and one
/// backward from simple means and a classical decomposition. Variables are α₀ and the growth g of
/// the level per step, the distance from 1 of the larger eigenvalue of its transition
/// [[1, α₁ − 1], [1, 1 − α₀]], which gives α₁. g is kept in [0, 0.03]: outside, forecasts die out
/// to zero or explode. The filter itself is kept stable (eigenvalues of F − g wᵀ inside the
/// circle): ces::Box has variables with constant bounds for which that holds.
/// Bounds chosen on M4: yearly OWA 0.808 with them, 0.878 without.
///   Search  Gauss-Newton with exact slopes, carried through all three passes, and a learned
///           correction (ets::CesDescent); from three or four starts, the later ones as long as
///           they can still win
///   Shapes  y [n], begins and ends with an observation, NaN is carried through (no innovation);
///           period ≥ 2 and n ≥ 2 period unless season is kNone, whose growth bound
///           alone depends on the period
/// Many series are searched at once, in the lanes of vectors; what each gets does not depend on the
/// others.
[[nodiscard]] std::vector<CesEstimate> estimate_ces(std::span<const CesTask> tasks,
                                                    CesSeason season, std::size_t period);
[[nodiscard]] std::vector<CesEstimate> estimate_ces(
    std::span<const std::span<const double>> series, CesSeason season, std::size_t period,
    const std::optional<CesParameters>& fixed = std::nullopt);
[[nodiscard]] CesEstimate estimate_ces(std::span<const double> y, CesSeason season,
                                       std::size_t period,
                                       const std::optional<CesParameters>& fixed = std::nullopt);
}  // namespace foretell
