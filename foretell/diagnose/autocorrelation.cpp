#include "foretell/diagnose/autocorrelation.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

#include "foretell/diagnose/lagged_product.hpp"
#include "foretell/numeric/distribution.hpp"
#include "foretell/numeric/fft.hpp"

namespace foretell {
namespace {
constexpr double kLimit = 1.6448536269514722;  // Φ⁻¹(0.95)

// y − ȳ with zero where y is missing.
std::vector<double> centered(std::span<const double> y) {
  double sum = 0;
  double count = 0;
  for (const double value : y) {
    if (std::isnan(value)) continue;
    sum += value;
    count += 1;
  }
  std::vector<double> result(y.size());
  const double mean = count > 0 ? sum / count : 0;
  for (std::size_t t = 0; t < y.size(); ++t) result[t] = std::isnan(y[t]) ? 0 : y[t] - mean;
  return result;
}

// Σ_t x_t x_{t+k} for k = 0 … max_lag by the spectrum of x, padded with zeros against wrapping.
std::vector<double> products_by_spectrum(std::span<const double> x, std::size_t max_lag) {
  std::vector<double> padded(numeric::fast_length(x.size() + max_lag));
  std::copy(x.begin(), x.end(), padded.begin());
  numeric::Fft fft;
  std::vector<std::complex<double>> spectrum;
  fft.forward(padded, spectrum);
  for (auto& value : spectrum) value = std::norm(value);
  fft.inverse(spectrum, padded);
  padded.resize(max_lag + 1);
  return padded;
}

double quantile_of(double coverage) {
  return numeric::normal_quantile((1 + coverage) / 2);
}
}  // namespace

std::vector<double> autocorrelations(std::span<const double> y, std::size_t max_lag) {
  if (y.empty()) return {};
  const std::vector<double> x = centered(y);
  const double variance = lagged_product(x, 0);
  std::vector<double> result(std::min(max_lag, y.size() - 1));
  if (variance <= 0) return result;
  for (std::size_t k = 0; k < result.size(); ++k) result[k] = lagged_product(x, k + 1) / variance;
  return result;
}

std::vector<double> fast_autocorrelations(std::span<const double> y, std::size_t max_lag) {
  constexpr std::size_t kFewProducts = 50000;  // below, sums are faster than transforms
  if (y.empty() || y.size() * max_lag < kFewProducts) return autocorrelations(y, max_lag);
  std::vector<double> x = centered(y);
  const double scale = std::abs(*std::max_element(
      x.begin(), x.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
  max_lag = std::min(max_lag, y.size() - 1);
  std::vector<double> result(max_lag);
  if (!(scale > 0) || std::isinf(scale)) return result;
  for (double& value : x) value /= scale;
  const std::vector<double> products = products_by_spectrum(x, max_lag);
  for (std::size_t k = 0; k < max_lag; ++k) result[k] = products[k + 1] / products[0];
  return result;
}

double white_noise_band(std::size_t n, double coverage) {
  return quantile_of(coverage) / std::sqrt(static_cast<double>(n));
}

std::vector<double> bartlett_bands(std::span<const double> r, std::size_t n, double coverage) {
  const double factor = white_noise_band(n, coverage);
  std::vector<double> bands(r.size());
  double sum = 1;
  for (std::size_t k = 0; k < r.size(); ++k) {
    bands[k] = factor * std::sqrt(sum);
    sum += 2 * r[k] * r[k];
  }
  return bands;
}

bool has_season(std::span<const double> y, std::size_t period) {
  if (period < 2 || y.size() <= 2 * period) return false;
  const std::vector<double> r = autocorrelations(y, period);
  double sum = 1;
  for (std::size_t i = 0; i + 1 < period; ++i) sum += 2 * r[i] * r[i];
  const auto present = static_cast<double>(
      std::count_if(y.begin(), y.end(), [](double value) { return !std::isnan(value); }));
  return std::abs(r[period - 1]) > kLimit * std::sqrt(sum / present);
}
}  // namespace foretell
