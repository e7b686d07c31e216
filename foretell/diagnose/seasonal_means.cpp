#include "foretell/diagnose/seasonal_means.hpp"

#include <algorithm>
#include <numeric>

namespace foretell {
std::vector<double> seasonal_means(std::span<const double> x, std::size_t period) {
  std::vector<double> means(period), counts(period);
  for (std::size_t t = 0; t < x.size(); ++t) {
    means[t % period] += x[t];
    counts[t % period] += 1;
  }
  for (std::size_t s = 0; s < period; ++s) means[s] /= std::max(counts[s], 1.0);
  return means;
}

double strength_of_means(std::span<const double> x, std::size_t period) {
  const std::size_t n = x.size();
  const std::size_t width = period + (period + 1) % 2;  // odd: half weights matter little here
  if (n <= width + period) return 0;
  std::vector<double> rest(n - width + 1);
  double sum = std::accumulate(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(width), 0.0);
  for (std::size_t t = 0; t < rest.size(); ++t) {
    rest[t] = x[t + width / 2] - sum / static_cast<double>(width);
    if (t + 1 < rest.size()) sum += x[t + width] - x[t];
  }
  const auto means = seasonal_means(rest, period);
  double total = 0, within = 0;
  for (std::size_t t = 0; t < rest.size(); ++t) {
    total += rest[t] * rest[t];
    within += (rest[t] - means[t % period]) * (rest[t] - means[t % period]);
  }
  const auto rows = static_cast<double>(rest.size()), seasons = static_cast<double>(period);
  if (!(total > 0) || rows <= seasons) return 0;
  return std::clamp(1 - within / (rows - seasons) / (total / rows), 0.0, 1.0);
}
}  // namespace foretell
