#include "foretell/network/layers/linear.hpp"

#include <numeric>

#include "foretell/kernels/linear.hpp"

namespace foretell::network {
template <class Real>
Linear<Real> Linear<Real>::add(Parameters<Real>& parameters, const std::string& name,
                               std::size_t in, std::size_t out, bool with_bias) {
  Linear result;
  result.weight = &parameters.add(name + ".weight", out, in);
  if (with_bias) result.bias = &parameters.add(name + ".bias", 1, out);
  return result;
}

template <class Real>
Linear<Real> Linear<Real>::tied(Parameters<Real>& parameters, const std::string& name,
                                Parameter<Real>& table, bool with_bias) {
  // Every row of the table now receives a gradient.
  table.sparse = false;
  table.touched.clear();
  Linear result;
  result.weight = &table;
  if (with_bias) result.bias = &parameters.add(name + ".bias", 1, table.rows);
  return result;
}

template <class Real>
Variable Linear<Real>::apply(Tape<Real>& tape, Variable x) const {
  const auto input = tape.value(x);
  assert(input.cols() == weight->cols);
  const Variable y = tape.make(input.rows(), weight->rows, true);
  if (bias == nullptr) {
    std::fill_n(tape.value(y).data(), input.rows() * weight->rows, Real{0});
  }
  kernels::linear(input, weight->view(), bias ? bias->view() : MatrixView<Real>{}, tape.value(y));
  tape.record(y, [*this, x, y](Tape<Real>& t) {
    kernels::linear_backward(t.gradient(y), t.value(x), weight->view(), t.gradient(x),
                             weight->gradient_view(),
                             bias ? bias->gradient_view() : MatrixView<Real>{});
  });
  return y;
}

template struct Linear<float>;
template struct Linear<double>;
}  // namespace foretell::network
