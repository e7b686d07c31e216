#include "foretell/decompose/bisquare.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace foretell::stl {
namespace {
// Twice the median of the values, which get into another order.
double twice_median(std::span<double> x) {
  const auto middle = x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2);
  std::nth_element(x.begin(), middle, x.end());
  return *middle + (x.size() % 2 == 1 ? *middle : *std::max_element(x.begin(), middle));
}
}  // namespace

void bisquare_weights(std::span<const double> remainder, std::span<double> weights,
                      std::span<double> scratch) {
  std::size_t count = 0;
  for (const double r : remainder) {
    scratch[count] = std::abs(r);
    count += std::isnan(r) ? 0 : 1;
  }
  const double h = count == 0 ? 0 : 3 * twice_median(scratch.first(count));
  const double near = 0.001 * h, far = 0.999 * h, inverse = h > 0 ? 1 / h : 0;
  for (std::size_t t = 0; t < remainder.size(); ++t) {
    const double r = std::abs(remainder[t]), share = r * inverse, rest = 1 - share * share;
    const double weight = r <= near ? 1 : rest * rest;
    weights[t] = r <= far || r <= near ? weight : 0;
  }
}
}  // namespace foretell::stl
