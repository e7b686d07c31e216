#include "foretell/numeric/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace foretell::numeric {
double quantile(std::span<const double> x, double p) {
  std::vector<double> sorted(x.begin(), x.end());
  const double position = static_cast<double>(x.size() - 1) * p;
  const auto below = static_cast<std::ptrdiff_t>(position);
  const auto at = sorted.begin() + below;
  std::nth_element(sorted.begin(), at, sorted.end());
  const double share = position - std::floor(position);
  if (share == 0 || at + 1 == sorted.end()) return *at;
  return std::lerp(*at, *std::min_element(at + 1, sorted.end()), share);
}

double median(std::span<const double> x) {
  return quantile(x, 0.5);
}
}  // namespace foretell::numeric
