#pragma once
#include "foretell/kernels/lstm_pointwise.hpp"

namespace foretell::kernels::reference {
/// The LSTM step as its formulas read: the truth that every fast version is held to.
/// Shapes and meaning as in kernels/lstm_pointwise.hpp.
template <class Real>
void lstm_forward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                  const LstmVariant<Real>& variant, MatrixView<Real> c,
                  MatrixView<Real> m) noexcept;
template <class Real>
void lstm_backward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                   const LstmVariant<Real>& variant, const LstmGradients<Real>& d) noexcept;
}  // namespace foretell::kernels::reference
