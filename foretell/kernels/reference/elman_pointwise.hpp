#pragma once
#include "foretell/kernels/elman_pointwise.hpp"

namespace foretell::kernels::reference {
/// The formulas of kernels/elman_pointwise.hpp as they read: the truth that every fast version is
/// held to.
template <class Real>
void elman_forward(Activation activation, MatrixView<Real> a, MatrixView<Real> h) noexcept;
template <class Real>
void elman_backward(Activation activation, MatrixView<Real> a, MatrixView<const Real> dh) noexcept;
}  // namespace foretell::kernels::reference
