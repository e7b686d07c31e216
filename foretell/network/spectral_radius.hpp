#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::network {
/// Largest absolute eigenvalue, by Gelfand's formula on repeated squares.
///   ρ(A) = lim ‖A^k‖^(1/k), here k = 2^12: ρ to about three digits
///   Shapes  a [N, N]
///   Errors  none: a number that is not finite gives NaN; a nilpotent matrix gives zero
template <class Real>
[[nodiscard]] double spectral_radius(MatrixView<const Real> a);
}  // namespace foretell::network
