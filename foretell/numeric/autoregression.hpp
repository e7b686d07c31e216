#pragma once
#include <span>

namespace foretell::numeric {
/// Coefficients of the stationary autoregression with the given partial autocorrelations:
///   φ_kk = ρ_k,  φ_kj = φ_{k−1,j} − ρ_k φ_{k−1,k−j}
/// Every |ρ_k| < 1 gives a stationary polynomial 1 − φ_1 z − … and each such polynomial is met
/// once.
///   Shapes  both [p]; they may be the same memory
///   Source  Barndorff-Nielsen & Schou (1973); Monahan (1984), Biometrika 71, 403–404
void coefficients_from_partial(std::span<const double> partial, std::span<double> coefficients);

/// The inverse. False, with `partial` unfinished, where the polynomial is not stationary.
///   Shapes  both [p]; they may be the same memory
[[nodiscard]] bool partial_from_coefficients(std::span<const double> coefficients,
                                             std::span<double> partial);

/// The least modulus of a root of 1 − c_1 z − … − c_p z^p; infinite where all c are zero.
[[nodiscard]] double smallest_root(std::span<const double> coefficients);
}  // namespace foretell::numeric
