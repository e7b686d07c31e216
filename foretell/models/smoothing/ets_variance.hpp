#pragma once
#include <vector>

#include "foretell/models/smoothing/ets_fitted.hpp"

namespace foretell::ets {
/// Whether the forecast variance has a closed form: every form with additive or no trend except
/// additive errors with multiplicative season.
[[nodiscard]] bool has_exact_variance(const EtsForm& form);

/// Means and standard deviations of the next steps.
///   Class 1  v = σ² (1 + Σ c_j²),  c_j = α + β φ_j + γ [period divides j],  φ_j = φ + … + φ^j
///   Class 2  θ_k = μ_k² + σ² Σ c_j² θ_{k−j},  v = (1 + σ²) θ_k − μ_k²
///   Class 3  second moments of (l, b) carried on with each season's own errors as weights
///   Shapes   [horizon]; O(horizon · period), with additive season and multiplicative errors
///   O(horizon²) Source   Hyndman, Koehler, Ord & Snyder (2008), 6.2–6.4
struct Moments {
  std::vector<double> mean, sd;
};
[[nodiscard]] Moments exact_moments(const EtsFitted& model, std::size_t horizon);

/// Point forecasts: the recursion with errors at zero; always finite.   Shapes [horizon]
[[nodiscard]] std::vector<double> point_forecasts(const EtsFitted& model, std::size_t horizon);
}  // namespace foretell::ets
