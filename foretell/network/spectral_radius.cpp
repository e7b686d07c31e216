#include "foretell/network/spectral_radius.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "foretell/kernels/linear.hpp"

namespace foretell::network {
namespace {
constexpr int kSquares = 12;

/// Divides by the largest absolute number and returns its logarithm; NaN where one is not finite.
double normalise(std::vector<double>& a) {
  double most = 0;
  for (const double value : a) {
    if (!std::isfinite(value)) return std::numeric_limits<double>::quiet_NaN();
    most = std::max(most, std::abs(value));
  }
  for (double& value : a) value /= most > 0 ? most : 1;
  return std::log(most);
}

void square(std::vector<double>& a, std::size_t n) {
  std::vector<double> transposed(n * n), result(n * n, 0);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < n; ++c) transposed[c * n + r] = a[r * n + c];
  }
  kernels::linear(MatrixView<const double>(a.data(), n, n),
                  MatrixView<const double>(transposed.data(), n, n), {},
                  MatrixView<double>(result.data(), n, n));
  a.swap(result);
}
}  // namespace

template <class Real>
double spectral_radius(MatrixView<const Real> a) {
  const std::size_t n = a.rows();
  assert(n == a.cols());
  std::vector<double> power(n * n);
  for (std::size_t r = 0; r < n; ++r) {
    for (std::size_t c = 0; c < n; ++c) power[r * n + c] = static_cast<double>(a(r, c));
  }
  double log_norm = normalise(power);
  double exponent = 1;
  for (int k = 0; k < kSquares && std::isfinite(log_norm); ++k) {
    square(power, n);
    log_norm = 2 * log_norm + normalise(power);
    exponent *= 2;
  }
  return std::exp(log_norm / exponent);
}

template double spectral_radius(MatrixView<const float>);
template double spectral_radius(MatrixView<const double>);
}  // namespace foretell::network
