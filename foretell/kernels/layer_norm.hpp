#pragma once
#include "foretell/base/matrix_view.hpp"

namespace foretell::kernels {
/// Normalises every row in place to mean zero and variance one, and adds it with a gain.
///   x ← x̂ = (x − mean)·s,  s = 1/√(variance + 1e-5), variance with divisor N;  out += gain ∘ x̂
///   Shapes  x, out [B, N];  scale s [B, 1];  gain [1, N]
///   Source  Ba, Kiros & Hinton (2016), arXiv 1607.06450, without bias
template <class Real>
void layer_norm(MatrixView<Real> x, MatrixView<Real> scale, MatrixView<const Real> gain,
                MatrixView<Real> out) noexcept;

/// Backward of y = gain ∘ layer_norm(x): replaces the normalised numbers by the gradient of x and
/// adds to dgain.
///   dx = s (d − mean(d) − x̂·mean(d ∘ x̂)),  d = dy ∘ gain;  dgain += Σ rows of dy ∘ x̂
///   Shapes  dy, normalised x̂ [B, N];  scale [B, 1];  gain, dgain [1, N]
template <class Real>
void layer_norm_backward(MatrixView<const Real> dy, MatrixView<const Real> scale,
                         MatrixView<const Real> gain, MatrixView<Real> normalised,
                         MatrixView<Real> dgain) noexcept;
}  // namespace foretell::kernels
