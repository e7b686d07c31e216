#include "foretell/kernels/reference/lstm_pointwise.hpp"

#include "foretell/kernels/reference/activation.hpp"

namespace foretell::kernels::reference {
namespace {
/// Columns of one unit's gates, and its peephole weights (zero where there are none).
template <class Real>
struct Unit {
  std::size_t i, f, g, o;
  Real peep_i = 0, peep_f = 0, peep_o = 0;

  Unit(const LstmVariant<Real>& variant, std::size_t j, std::size_t width)
      : i(j),
        f(j + width),
        g(j + (variant.coupled ? 1 : 2) * width),
        o(j + (variant.coupled ? 2 : 3) * width) {
    if (variant.peephole.empty()) return;
    peep_i = variant.peephole(0, j);
    if (!variant.coupled) peep_f = variant.peephole(1, j);
    peep_o = variant.peephole(variant.coupled ? 1 : 2, j);
  }
};

template <class Real>
void forward_unit(MatrixView<Real> gates, std::size_t b, const Unit<Real>& at, bool coupled,
                  Real c_prev, Real& c, Real& m) {
  const Real i = gates(b, at.i) = sigmoid(gates(b, at.i) + at.peep_i * c_prev);
  Real f = 1 - i;
  if (!coupled) f = gates(b, at.f) = sigmoid(gates(b, at.f) + at.peep_f * c_prev);
  const Real g = gates(b, at.g) = std::tanh(gates(b, at.g));
  c = f * c_prev + i * g;
  const Real o = gates(b, at.o) = sigmoid(gates(b, at.o) + at.peep_o * c);
  m = o * std::tanh(c);
}

/// The gradients of one unit's sums, and of c_prev.
template <class Real>
struct UnitGradient {
  Real i, f, g, o, c, c_prev, new_c;
};

template <class Real>
UnitGradient<Real> backward_unit(MatrixView<const Real> gates, std::size_t b, const Unit<Real>& at,
                                 bool coupled, Real c_prev, Real dm, Real dc) {
  const Real i = gates(b, at.i), g = gates(b, at.g), o = gates(b, at.o);
  const Real f = coupled ? 1 - i : gates(b, at.f);
  const Real new_c = f * c_prev + i * g;
  const Real y = std::tanh(new_c);
  UnitGradient<Real> d{};
  d.new_c = new_c;
  d.o = dm * y * sigmoid_slope(o);
  d.c = dc + dm * o * tanh_slope(y) + d.o * at.peep_o;
  d.i = d.c * (coupled ? g - c_prev : g) * sigmoid_slope(i);
  d.f = coupled ? Real{0} : d.c * c_prev * sigmoid_slope(f);
  d.g = d.c * i * tanh_slope(g);
  d.c_prev = d.c * f + d.i * at.peep_i + d.f * at.peep_f;
  return d;
}

template <class Real>
void add_peephole(const LstmVariant<Real>& variant, std::size_t j, const UnitGradient<Real>& d,
                  Real c_prev) {
  const auto& p = variant.dpeephole;
  if (p.empty()) return;
  p(0, j) += d.i * c_prev;
  if (!variant.coupled) p(1, j) += d.f * c_prev;
  p(variant.coupled ? 1 : 2, j) += d.o * d.new_c;
}
}  // namespace

template <class Real>
void lstm_forward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                  const LstmVariant<Real>& variant, MatrixView<Real> c,
                  MatrixView<Real> m) noexcept {
  for (std::size_t b = 0; b < c.rows(); ++b) {
    for (std::size_t j = 0; j < c.cols(); ++j) {
      forward_unit(gates, b, Unit<Real>(variant, j, c.cols()), variant.coupled, c_prev(b, j),
                   c(b, j), m(b, j));
    }
  }
}

template <class Real>
void lstm_backward(MatrixView<Real> gates, MatrixView<const Real> c_prev,
                   const LstmVariant<Real>& variant, const LstmGradients<Real>& d) noexcept {
  for (std::size_t b = 0; b < c_prev.rows(); ++b) {
    for (std::size_t j = 0; j < c_prev.cols(); ++j) {
      const Unit<Real> at(variant, j, c_prev.cols());
      const Real before = c_prev(b, j);
      const auto unit =
          backward_unit<Real>(gates, b, at, variant.coupled, before, d.dm(b, j), d.dc(b, j));
      add_peephole(variant, j, unit, before);
      gates(b, at.i) = unit.i;
      if (!variant.coupled) gates(b, at.f) = unit.f;
      gates(b, at.g) = unit.g;
      gates(b, at.o) = unit.o;
      d.dc(b, j) = unit.c;
      d.dc_prev(b, j) = unit.c_prev;
    }
  }
}

template void lstm_forward(MatrixView<float>, MatrixView<const float>, const LstmVariant<float>&,
                           MatrixView<float>, MatrixView<float>) noexcept;
template void lstm_forward(MatrixView<double>, MatrixView<const double>, const LstmVariant<double>&,
                           MatrixView<double>, MatrixView<double>) noexcept;
template void lstm_backward(MatrixView<float>, MatrixView<const float>, const LstmVariant<float>&,
                            const LstmGradients<float>&) noexcept;
template void lstm_backward(MatrixView<double>, MatrixView<const double>,
                            const LstmVariant<double>&, const LstmGradients<double>&) noexcept;
}  // namespace foretell::kernels::reference
