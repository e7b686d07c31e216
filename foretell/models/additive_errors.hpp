#pragma once
#include <span>
#include <vector>

#include "foretell/models/fit_options.hpp"

namespace foretell {
/// Innovations of a model with additive errors, e_t = y_t − ŷ_t; NaN where either is missing.
///   Shapes  both [n]; `fitted` is reused for the result
[[nodiscard]] std::vector<double> additive_residuals(std::vector<double> fitted,
                                                     std::span<const double> y);

/// Concentrated Gaussian likelihood, ℓ = −n/2 log Σ e², finite also where every error is zero.
[[nodiscard]] InformationCriteria gaussian_criteria(double sum_squares, std::size_t num_errors,
                                                    std::size_t num_parameters);
}  // namespace foretell
