#include "foretell/kernels/lstm_pointwise.hpp"

#include "foretell/kernels/lstm_vectors.hpp"
#include "foretell/kernels/reference/lstm_pointwise.hpp"

namespace foretell::kernels {
template <>
void lstm_forward(MatrixView<float> gates, MatrixView<const float> c_prev,
                  const LstmVariant<float>& variant, MatrixView<float> c,
                  MatrixView<float> m) noexcept {
  lstm_forward_vectors(gates, c_prev, variant, c, m);
}

template <>
void lstm_forward(MatrixView<double> gates, MatrixView<const double> c_prev,
                  const LstmVariant<double>& variant, MatrixView<double> c,
                  MatrixView<double> m) noexcept {
  reference::lstm_forward(gates, c_prev, variant, c, m);
}

template <>
void lstm_backward(MatrixView<float> gates, MatrixView<const float> c_prev,
                   const LstmVariant<float>& variant, const LstmGradients<float>& d) noexcept {
  lstm_backward_vectors(gates, c_prev, variant, d);
}

template <>
void lstm_backward(MatrixView<double> gates, MatrixView<const double> c_prev,
                   const LstmVariant<double>& variant, const LstmGradients<double>& d) noexcept {
  reference::lstm_backward(gates, c_prev, variant, d);
}
}  // namespace foretell::kernels
