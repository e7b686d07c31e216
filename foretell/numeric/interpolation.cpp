#include "foretell/numeric/interpolation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace foretell::numeric {
double interpolate(std::span<const double> xs, std::span<const double> ys, double x) {
  const auto after = std::upper_bound(xs.begin(), xs.end(), x);
  if (after == xs.begin()) return ys.front();
  if (after == xs.end()) return ys.back();
  const auto i = static_cast<std::size_t>(after - xs.begin());
  return std::lerp(ys[i - 1], ys[i], (x - xs[i - 1]) / (xs[i] - xs[i - 1]));
}
}  // namespace foretell::numeric
