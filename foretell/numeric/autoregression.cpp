#include "foretell/numeric/autoregression.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>

namespace foretell::numeric {
namespace {
// a_j ← (a_j + weight · a_{k−j}) · scale for j < k, in place from both ends.
void mix_mirrored(std::span<double> a, double weight, double scale) {
  for (std::size_t i = 0, j = a.size(); i < j--; ++i) {
    const double low = a[i];
    const double high = a[j];
    a[i] = (low + weight * high) * scale;
    if (i != j) a[j] = (high + weight * low) * scale;
  }
}
}  // namespace

void coefficients_from_partial(std::span<const double> partial, std::span<double> coefficients) {
  for (std::size_t k = 0; k < partial.size(); ++k) {
    const double rho = partial[k];
    mix_mirrored(coefficients.first(k), -rho, 1);
    coefficients[k] = rho;
  }
}

bool partial_from_coefficients(std::span<const double> coefficients, std::span<double> partial) {
  if (partial.data() != coefficients.data()) {
    std::copy(coefficients.begin(), coefficients.end(), partial.begin());
  }
  for (std::size_t k = partial.size(); k-- > 0;) {
    const double rho = partial[k];
    if (!(std::abs(rho) < 1)) return false;
    mix_mirrored(partial.first(k), rho, 1 / (1 - rho * rho));
  }
  return true;
}

double smallest_root(std::span<const double> coefficients) {
  std::size_t degree = coefficients.size();
  while (degree > 0 && coefficients[degree - 1] == 0) --degree;
  if (degree == 0) return std::numeric_limits<double>::infinity();
  // The companion matrix has the reciprocals of the roots as eigenvalues.
  const auto size = static_cast<Eigen::Index>(degree);
  Eigen::MatrixXd companion = Eigen::MatrixXd::Zero(size, size);
  for (Eigen::Index j = 0; j < size; ++j)
    companion(0, j) = coefficients[static_cast<std::size_t>(j)];
  for (Eigen::Index j = 1; j < size; ++j) companion(j, j - 1) = 1;
  const double largest = companion.eigenvalues().cwiseAbs().maxCoeff();
  return largest > 0 ? 1 / largest : std::numeric_limits<double>::infinity();
}
}  // namespace foretell::numeric
