#pragma once
#include <cstddef>
#include <span>

#include "foretell/base/result.hpp"
#include "foretell/decompose/decomposition.hpp"

namespace foretell {
/// How a caller asks for a composition.
enum class CompositionOption {
  kAdditive,
  kMultiplicative,
  kAuto,  ///< the likelier one; never multiplicative where a value is zero or below
};

/// A composition and what speaks for it.
struct CompositionChoice {
  Composition composition;
  double gain;  ///< log-likelihood of multiplicative minus additive; −∞ where a value is ≤ 0
};

/// Which composition is likelier: STL with a season that repeats exactly (the super smoother where
/// period < 2) is fitted to y and to ln y, and normal remainders are compared on the scale of y.
///   gain = n/2 ln(Σ R² of y) − n/2 ln(Σ R² of ln y) − Σ ln y;   multiplicative where gain > 0
/// Both fits have the same windows, thus the same freedom. Remainders below 1e-9 of the values
/// count as that, so that two perfect fits (a constant series) stay additive.
///   Errors  those of check_seasonal except kNotPositive
///   Source  the Jacobian of Box & Cox (1964), J. Royal Statistical Society B 26, 211–252
[[nodiscard]] Result<CompositionChoice> choose_composition(std::span<const double> y,
                                                           std::size_t period);

/// The composition that an option asks for, chosen where it is kAuto.
[[nodiscard]] Result<Composition> resolve(CompositionOption option, std::span<const double> y,
                                          std::size_t period);
}  // namespace foretell
