#include "foretell/kernels/lstm_pointwise.hpp"

#include "foretell/kernels/reference/lstm_pointwise.hpp"

namespace foretell::kernels {
template <class Real>
void lstm_forward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                  const LstmVariant<Real>& variant, MatrixView<Real> c,
                  MatrixView<Real> m) noexcept {
  reference::lstm_forward(gates, c_prev, variant, c, m);
}

template <class Real>
void lstm_backward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                   const LstmVariant<Real>& variant, const LstmGradients<Real>& d) noexcept {
  reference::lstm_backward(gates, c_prev, variant, d);
}

template void lstm_forward(MatrixView<float>, MatrixView<const float>, const LstmVariant<float>&,
                           MatrixView<float>, MatrixView<float>) noexcept;
template void lstm_forward(MatrixView<double>, MatrixView<const double>, const LstmVariant<double>&,
                           MatrixView<double>, MatrixView<double>) noexcept;
template void lstm_backward(MatrixView<float>, MatrixView<const float>, const LstmVariant<float>&,
                            const LstmGradients<float>&) noexcept;
template void lstm_backward(MatrixView<double>, MatrixView<const double>,
                            const LstmVariant<double>&, const LstmGradients<double>&) noexcept;
}  // namespace foretell::kernels
