#pragma once
#include "foretell/network/parameters.hpp"

namespace foretell {
/// The Euclidean norm of all gradients together, summed in double in the order of the parameters,
/// so that it has the same bits whatever the threads. NaN or infinite where a gradient is.
template <class Real>
[[nodiscard]] double gradient_norm(const Parameters<Real>& parameters);

/// Scales all gradients so that their norm is at most `limit`; 0: as they are. The norm before.
///   g ← g · min(1, limit / (‖g‖ + 1e-6))
///   Source  Pascanu, Mikolov & Bengio (2013), ICML; the constant is PyTorch's
template <class Real>
double clip_norm(Parameters<Real>& parameters, double limit);

/// Brings every number of the gradients into [−limit, limit]; 0: as they are.
template <class Real>
void clip_value(Parameters<Real>& parameters, double limit);

/// The name of the first parameter with a gradient (or, where those are finite, a value) that is
/// not finite; empty if there is none.
template <class Real>
[[nodiscard]] std::string first_not_finite(const Parameters<Real>& parameters);
}  // namespace foretell
