#include "foretell/transform/aggregate.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace foretell {
double aggregate(std::span<const double> values, AggregateRule rule) {
  double result = std::numeric_limits<double>::quiet_NaN();
  double count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    count += 1;
    if (count == 1 || rule == AggregateRule::kLast) {
      result = value;
    } else if (rule == AggregateRule::kMin) {
      result = std::min(result, value);
    } else if (rule == AggregateRule::kMax) {
      result = std::max(result, value);
    } else if (rule != AggregateRule::kFirst) {
      result += value;
    }
  }
  return rule == AggregateRule::kMean ? result / count : result;
}
}  // namespace foretell
