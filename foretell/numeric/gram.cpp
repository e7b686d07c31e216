#include "foretell/numeric/gram.hpp"

#include <algorithm>

namespace foretell::numeric {
// Elimination column by column; what is left of y'y at the end is the residual sum. The unused
// upper triangle remembers the columns' squares.
double residual_sum_from_gram(std::span<double> gram, std::size_t size) {
  constexpr double kDependent = 1e-10;
  const auto at = [&](std::size_t i, std::size_t j) -> double& { return gram[i * size + j]; };
  const std::size_t y = size - 1;
  for (std::size_t j = 0; j < y; ++j) at(j, y) = at(j, j);
  for (std::size_t j = 0; j < y; ++j) {
    if (!(at(j, j) > kDependent * at(j, y))) continue;
    for (std::size_t i = j + 1; i < size; ++i) {
      const double factor = at(i, j) / at(j, j);
      for (std::size_t k = j + 1; k <= i; ++k) at(i, k) -= factor * at(k, j);
    }
  }
  return std::max(at(y, y), 0.0);
}
}  // namespace foretell::numeric
