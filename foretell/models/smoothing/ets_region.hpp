#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "foretell/models/smoothing/ets_form.hpp"
#include "foretell/models/smoothing/ets_objective.hpp"

namespace foretell::ets {
/// The box in which a form's numbers are searched; those that the form does not have, or that are
/// given, have equal bounds.
///   10⁻⁴ ≤ α ≤ 0.9999,  10⁻⁴ ≤ β/α, γ/(1 − α) ≤ 0.9999,  0.8 ≤ φ ≤ 0.98
///   Shapes  [numbers] each, as in `Place`; ± the largest double for none
struct SearchBounds {
  std::vector<double> lower, upper;
};
[[nodiscard]] SearchBounds search_bounds(const EtsForm& form, std::size_t numbers,
                                         const WeightOptions& fixed);

/// Starts of alpha, beta / alpha, gamma / (1 − alpha) and phi, inside the bounds. Likelihoods have
/// several peaks, so all combinations of a few are tried.
[[nodiscard]] std::vector<std::array<double, 4>> starting_weights(const EtsForm& form,
                                                                  const SearchBounds& bounds);
}  // namespace foretell::ets
