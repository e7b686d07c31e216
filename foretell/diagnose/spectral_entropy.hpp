#pragma once
#include <span>

#include "foretell/base/result.hpp"

namespace foretell {
/// Shannon entropy of the spectrum as a share of that of white noise: near 0 for a pure cycle or
/// trend, 1 for noise.
///   −Σ_j p_j log p_j / log F,  p_j the shares of an autoregressive spectrum at the F = 2 ⌈n/2⌉ + 1
///   frequencies from −0.5 to 0.5, fitted by Burg's method with the order of least AIC up to
///   10 log₁₀ n
///   Errors  kTooShort (under 4), kMissingValues, kNotFinite
///   Source  Goerg (2013), ICML 28, 64–72; the spectrum as R's spec.ar(method = "burg"), which R's
///           tsfeatures takes
[[nodiscard]] Result<double> spectral_entropy(std::span<const double> y);
}  // namespace foretell
