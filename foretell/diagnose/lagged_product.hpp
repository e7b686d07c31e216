#pragma once
#include <array>
#include <cstddef>
#include <span>

namespace foretell {
/// Σ_t x_t x_{t+lag}, lag ≤ n, in four partial sums of fixed order that the compiler may put into
/// vector registers.
[[nodiscard]] inline double lagged_product(std::span<const double> x, std::size_t lag) {
  std::array<double, 4> sums{};
  const std::size_t size = x.size() - lag;
  std::size_t t = 0;
  for (; t + 4 <= size; t += 4) {
    for (std::size_t i = 0; i < 4; ++i) sums[i] += x[t + i] * x[t + i + lag];
  }
  for (; t < size; ++t) sums[0] += x[t] * x[t + lag];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}
}  // namespace foretell
