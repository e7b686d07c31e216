#include "foretell/kernels/lstm_pointwise.hpp"

#include "foretell/kernels/lstm_vectors.hpp"
#include "foretell/kernels/reference/lstm_pointwise.hpp"
#include "foretell/kernels/row_blocks.hpp"

namespace foretell::kernels {
template <>
void lstm_forward(MatrixView<float> gates, MatrixView<const float> c_prev,
                  const LstmVariant<float>& variant, MatrixView<float> c,
                  MatrixView<float> m) noexcept {
  in_row_blocks(c.rows(), gates.cols(), [&](std::size_t first, std::size_t count) {
    lstm_forward_vectors(gates.rows_from(first, count), c_prev.rows_from(first, count), variant,
                         c.rows_from(first, count), m.rows_from(first, count));
  });
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
  // The gradients of peepholes are sums over the rows, in order.
  if (!variant.dpeephole.empty()) return lstm_backward_vectors(gates, c_prev, variant, d);
  in_row_blocks(c_prev.rows(), gates.cols(), [&](std::size_t first, std::size_t count) {
    lstm_backward_vectors(gates.rows_from(first, count), c_prev.rows_from(first, count), variant,
                          {d.dm.rows_from(first, count), d.dc.rows_from(first, count),
                           d.dc_prev.rows_from(first, count)});
  });
}

template <>
void lstm_backward(MatrixView<double> gates, MatrixView<const double> c_prev,
                   const LstmVariant<double>& variant, const LstmGradients<double>& d) noexcept {
  reference::lstm_backward(gates, c_prev, variant, d);
}
}  // namespace foretell::kernels
