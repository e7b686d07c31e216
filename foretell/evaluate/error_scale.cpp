#include "foretell/evaluate/error_scale.hpp"

#include <cmath>
#include <limits>

namespace foretell {
ErrorScale error_scale(std::span<const double> training, std::size_t period) {
  const std::size_t lag = training.size() > period ? period : 1;
  double absolute = 0;
  double square = 0;
  std::size_t count = 0;
  for (std::size_t t = lag; t < training.size(); ++t) {
    const double difference = training[t] - training[t - lag];
    if (std::isnan(difference)) continue;
    absolute += std::abs(difference);
    square += difference * difference;
    ++count;
  }
  if (count == 0 || absolute == 0) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    return {none, none};
  }
  return {absolute / static_cast<double>(count), square / static_cast<double>(count)};
}
}  // namespace foretell
