#include "foretell/kernels/reference/gru_pointwise.hpp"

#include "foretell/kernels/reference/activation.hpp"

namespace foretell::kernels::reference {
namespace {
/// Calls body(b, j) for every unit of x.
template <class View, class Body>
void for_each_unit(const View& x, const Body& body) {
  for (std::size_t b = 0; b < x.rows(); ++b) {
    for (std::size_t j = 0; j < x.cols(); ++j) body(b, j);
  }
}
}  // namespace

template <class Real>
void gru_forward(MatrixView<Real> gates, MatrixView<const Real> candidate,
                 MatrixView<const Real> h_prev, MatrixView<Real> h) noexcept {
  for_each_unit(h, [&](std::size_t b, std::size_t j) {
    const std::size_t at_z = j + h.cols(), at_n = at_z + h.cols();
    const Real r = gates(b, j) = sigmoid(gates(b, j));
    const Real z = gates(b, at_z) = sigmoid(gates(b, at_z));
    const Real n = gates(b, at_n) = std::tanh(gates(b, at_n) + r * candidate(b, j));
    h(b, j) = (1 - z) * n + z * h_prev(b, j);
  });
}

template <class Real>
void gru_backward(MatrixView<Real> gates, MatrixView<Real> candidate, MatrixView<const Real> h_prev,
                  MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept {
  for_each_unit(dh, [&](std::size_t b, std::size_t j) {
    const std::size_t at_z = j + dh.cols(), at_n = at_z + dh.cols();
    const Real r = gates(b, j), z = gates(b, at_z), n = gates(b, at_n), d = dh(b, j);
    const Real dn = d * (1 - z) * tanh_slope(n);
    gates(b, at_n) = dn;
    gates(b, at_z) = d * (h_prev(b, j) - n) * sigmoid_slope(z);
    gates(b, j) = dn * candidate(b, j) * sigmoid_slope(r);
    candidate(b, j) = dn * r;
    dh_prev(b, j) += d * z;
  });
}

template <class Real>
void gru_reset(MatrixView<Real> gates, MatrixView<const Real> h_in,
               MatrixView<Real> reset_h) noexcept {
  for_each_unit(reset_h, [&](std::size_t b, std::size_t j) {
    const std::size_t at_z = j + reset_h.cols();
    gates(b, j) = sigmoid(gates(b, j));
    gates(b, at_z) = sigmoid(gates(b, at_z));
    reset_h(b, j) = gates(b, j) * h_in(b, j);
  });
}

template <class Real>
void gru_update(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                MatrixView<Real> h) noexcept {
  for_each_unit(h, [&](std::size_t b, std::size_t j) {
    const std::size_t at_z = j + h.cols(), at_n = at_z + h.cols();
    const Real z = gates(b, at_z), n = gates(b, at_n) = std::tanh(gates(b, at_n));
    h(b, j) = (1 - z) * n + z * h_prev(b, j);
  });
}

template <class Real>
void gru_update_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                         MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept {
  for_each_unit(dh, [&](std::size_t b, std::size_t j) {
    const std::size_t at_z = j + dh.cols(), at_n = at_z + dh.cols();
    const Real z = gates(b, at_z), n = gates(b, at_n), d = dh(b, j);
    gates(b, at_n) = d * (1 - z) * tanh_slope(n);
    gates(b, at_z) = d * (h_prev(b, j) - n) * sigmoid_slope(z);
    dh_prev(b, j) += d * z;
  });
}

template <class Real>
void gru_reset_backward(MatrixView<Real> gates, MatrixView<const Real> h_in,
                        MatrixView<const Real> dreset_h, MatrixView<Real> dh_in) noexcept {
  for_each_unit(dreset_h, [&](std::size_t b, std::size_t j) {
    const Real r = gates(b, j), d = dreset_h(b, j);
    gates(b, j) = d * h_in(b, j) * sigmoid_slope(r);
    dh_in(b, j) += d * r;
  });
}

template <class Real>
void one_gate_forward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                      MatrixView<Real> h) noexcept {
  for_each_unit(h, [&](std::size_t b, std::size_t j) {
    const std::size_t at_n = j + h.cols();
    const Real u = gates(b, j) = sigmoid(gates(b, j));
    const Real n = gates(b, at_n) = std::tanh(gates(b, at_n));
    h(b, j) = u * n + (1 - u) * h_prev(b, j);
  });
}

template <class Real>
void one_gate_backward(MatrixView<Real> gates, MatrixView<const Real> h_prev,
                       MatrixView<const Real> dh, MatrixView<Real> dh_prev) noexcept {
  for_each_unit(dh, [&](std::size_t b, std::size_t j) {
    const std::size_t at_n = j + dh.cols();
    const Real u = gates(b, j), n = gates(b, at_n), d = dh(b, j);
    gates(b, j) = d * (n - h_prev(b, j)) * sigmoid_slope(u);
    gates(b, at_n) = d * u * tanh_slope(n);
    dh_prev(b, j) += d * (1 - u);
  });
}

template void gru_forward(MatrixView<float>, MatrixView<const float>, MatrixView<const float>,
                          MatrixView<float>) noexcept;
template void gru_forward(MatrixView<double>, MatrixView<const double>, MatrixView<const double>,
                          MatrixView<double>) noexcept;
template void gru_backward(MatrixView<float>, MatrixView<float>, MatrixView<const float>,
                           MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_backward(MatrixView<double>, MatrixView<double>, MatrixView<const double>,
                           MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_reset(MatrixView<float>, MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_reset(MatrixView<double>, MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_update(MatrixView<float>, MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_update(MatrixView<double>, MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_update_backward(MatrixView<float>, MatrixView<const float>,
                                  MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_update_backward(MatrixView<double>, MatrixView<const double>,
                                  MatrixView<const double>, MatrixView<double>) noexcept;
template void gru_reset_backward(MatrixView<float>, MatrixView<const float>,
                                 MatrixView<const float>, MatrixView<float>) noexcept;
template void gru_reset_backward(MatrixView<double>, MatrixView<const double>,
                                 MatrixView<const double>, MatrixView<double>) noexcept;
template void one_gate_forward(MatrixView<float>, MatrixView<const float>,
                               MatrixView<float>) noexcept;
template void one_gate_forward(MatrixView<double>, MatrixView<const double>,
                               MatrixView<double>) noexcept;
template void one_gate_backward(MatrixView<float>, MatrixView<const float>, MatrixView<const float>,
                                MatrixView<float>) noexcept;
template void one_gate_backward(MatrixView<double>, MatrixView<const double>,
                                MatrixView<const double>, MatrixView<double>) noexcept;
}  // namespace foretell::kernels::reference
