#include "foretell/diagnose/long_run_variance.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/diagnose/lagged_product.hpp"

namespace foretell {
double long_run_variance(std::span<const double> e, std::size_t lags) {
  double sum = lagged_product(e, 0);
  for (std::size_t i = 1; i <= lags; ++i) {
    const double weight = 1 - static_cast<double>(i) / static_cast<double>(lags + 1);
    sum += 2 * weight * lagged_product(e, i);
  }
  return sum / static_cast<double>(e.size());
}

std::size_t schwert_lags(std::size_t n, double factor) {
  const auto lags = static_cast<std::size_t>(factor * std::pow(static_cast<double>(n) / 100, 0.25));
  return std::min(lags, n > 0 ? n - 1 : 0);
}
}  // namespace foretell
