#include "foretell/models/smoothing/ces_start.hpp"

#include <algorithm>
#include <cmath>

#include "foretell/decompose/classical.hpp"

namespace foretell::ces {
namespace {
constexpr std::size_t kFirstMean = 10;  // observations in the first guess of the level

double mean_of_first(std::span<const double> y, std::size_t count) {
  double sum = 0;
  double present = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    sum += value;
    present += 1;
    if (present == static_cast<double>(count)) break;
  }
  return sum / present;
}
}  // namespace

FirstGuess::FirstGuess(CesSeason form, std::span<const double> y, std::size_t period) {
  if (form != CesSeason::kSimple) {
    level = mean_of_first(y, std::max(kFirstMean, form == CesSeason::kNone ? 1 : period));
  }
  if (form == CesSeason::kSimple) {
    const std::vector<double> whole = bridge_linearly(y.first(std::min(y.size(), 2 * period)));
    season.assign(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(period));
  } else if (form != CesSeason::kNone) {
    auto parts = classical_decomposition(y, period, Composition::kAdditive);
    season = parts ? std::move(parts->figure) : std::vector<double>(period);
  }
}
}  // namespace foretell::ces
