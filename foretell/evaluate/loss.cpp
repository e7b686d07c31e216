#include "foretell/evaluate/loss.hpp"

#include <algorithm>
#include <cmath>

namespace foretell {
double pinball(double actual, double quantile, double p) {
  const double error = actual - quantile;
  return std::max(p * error, (p - 1) * error);
}

double symmetric_percentage_error(double actual, double forecast) {
  const double size = std::abs(actual) + std::abs(forecast);
  return size == 0 ? 0 : 200 * std::abs(actual - forecast) / size;
}

double interval_score(double actual, double lo, double hi, double coverage) {
  const double outside = std::max({0.0, lo - actual, actual - hi});
  return hi - lo + 2 / (1 - coverage) * outside;
}

double crps_of_quantiles(double actual, std::span<const double> quantiles) {
  const auto count = static_cast<double>(quantiles.size());
  double sum = 0;
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    sum += pinball(actual, quantiles[i], (static_cast<double>(i) + 0.5) / count);
  }
  return 2 * sum / count;
}
}  // namespace foretell
