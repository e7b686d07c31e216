#pragma once
#include <cmath>
#include <vector>

#include "foretell/base/rng.hpp"

namespace foretell::bench {
/// A random walk with drift, noise and a season of 12: the same for the same seed.
inline std::vector<double> random_series(std::size_t size, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> y(size);
  double level = 100;
  for (std::size_t t = 0; t < size; ++t) {
    level += 0.3 + rng.normal();
    y[t] = level + 8 * std::sin(2 * 3.14159265358979 * static_cast<double>(t) / 12) + rng.normal();
  }
  return y;
}
}  // namespace foretell::bench
