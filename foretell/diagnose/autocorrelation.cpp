#include "foretell/diagnose/autocorrelation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

double lagged_product(std::span<const double> x, std::size_t lag) {
  // Four partial sums in a fixed order, which the compiler may put into vector registers.
  std::array<double, 4> sums{};
  const std::size_t size = x.size() - lag;
  std::size_t t = 0;
  for (; t + 4 <= size; t += 4) {
    for (std::size_t i = 0; i < 4; ++i) sums[i] += x[t + i] * x[t + i + lag];
  }
  for (; t < size; ++t) sums[0] += x[t] * x[t + lag];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
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
