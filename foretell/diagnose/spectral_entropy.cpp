#include "foretell/diagnose/spectral_entropy.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/diagnose/lagged_product.hpp"

namespace foretell {
namespace {
constexpr double kPi = 3.14159265358979323846;

// The autoregression of least AIC by Burg's recursion: forward and backward errors of one order
// give the last coefficient of the next.
std::vector<double> burg(std::span<const double> x) {
  const std::size_t n = x.size();
  const auto rule = static_cast<std::size_t>(10 * std::log10(static_cast<double>(n)));
  std::vector<double> forward(x.begin(), x.end()), backward = forward, phi, best;
  double variance = 1, least = 0;  // variance as a share of that of x; n log 1 for order 0
  for (std::size_t p = 1; p <= std::min(n - 1, rule); ++p) {
    double product = 0, squares = 0;
    for (std::size_t t = p; t < n; ++t) {
      product += forward[t] * backward[t - 1];
      squares += forward[t] * forward[t] + backward[t - 1] * backward[t - 1];
    }
    if (!(squares > 0)) break;
    const double last = 2 * product / squares;
    for (std::size_t t = n - 1; t >= p; --t) {
      const double f = forward[t];
      forward[t] = f - last * backward[t - 1];
      backward[t] = backward[t - 1] - last * f;
    }
    const std::vector<double> before = phi;
    for (std::size_t i = 0; i + 1 < p; ++i) phi[i] -= last * before[p - 2 - i];
    phi.push_back(last);
    variance *= 1 - last * last;
    const double aic = static_cast<double>(n) * std::log(variance) + 2 * static_cast<double>(p);
    if (!(aic < least)) continue;
    least = aic;
    best = phi;
  }
  return best;
}

// 1 / |1 − Σ φ_i z^i|² on the circle, up to its factor.
double density(std::span<const double> phi, double frequency) {
  const std::complex<double> z = std::polar(1.0, -2 * kPi * frequency);
  std::complex<double> sum = 0;
  for (std::size_t i = phi.size(); i-- > 0;) sum = (sum + phi[i]) * z;
  return 1 / std::max(std::norm(1.0 - sum), std::numeric_limits<double>::min());
}
}  // namespace

Result<double> spectral_entropy(std::span<const double> y) {
  const auto complete = complete_series(y, {.what = "spectral entropy", .min_length = 4});
  if (!complete) return fail(complete.error());
  std::vector<double> x = without(Deterministic::kConstant, *complete);
  const double scale = std::sqrt(lagged_product(x, 0) / static_cast<double>(x.size()));
  for (double& value : x) value /= scale;
  const std::vector<double> phi = burg(x);
  const std::size_t steps = (x.size() + 1) / 2;
  std::vector<double> densities(steps + 1);
  double total = 0;
  for (std::size_t j = 0; j <= steps; ++j) {
    densities[j] = density(phi, 0.5 * static_cast<double>(j) / static_cast<double>(steps));
    total += (j == 0 ? 1 : 2) * densities[j];
  }
  double entropy = 0;
  for (std::size_t j = 0; j <= steps; ++j) {
    const double share = densities[j] / total;
    if (share > 0) entropy -= (j == 0 ? 1 : 2) * share * std::log(share);
  }
  return std::clamp(entropy / std::log(static_cast<double>(2 * steps + 1)), 0.0, 1.0);
}
}  // namespace foretell
