#pragma once
#include <cmath>

namespace foretell::kernels::reference {
/// σ(x) = 1/(1 + e^−x), without overflow on either side.
template <class Real>
Real sigmoid(Real x) {
  if (x >= 0) return 1 / (1 + std::exp(-x));
  const Real e = std::exp(x);
  return e / (1 + e);
}
/// dσ/dx and dtanh/dx, given the value y of the function.
template <class Real>
Real sigmoid_slope(Real y) {
  return y * (1 - y);
}
template <class Real>
Real tanh_slope(Real y) {
  return 1 - y * y;
}
}  // namespace foretell::kernels::reference
