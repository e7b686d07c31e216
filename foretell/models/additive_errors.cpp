#include "foretell/models/additive_errors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace foretell {
std::vector<double> additive_residuals(std::vector<double> fitted, std::span<const double> y) {
  for (std::size_t t = 0; t < fitted.size(); ++t) fitted[t] = y[t] - fitted[t];
  return fitted;
}

InformationCriteria gaussian_criteria(double sum_squares, std::size_t num_errors,
                                      std::size_t num_parameters) {
  const double least = std::max(sum_squares, std::numeric_limits<double>::min());
  return {-0.5 * static_cast<double>(num_errors) * std::log(least), num_parameters, num_errors};
}
}  // namespace foretell
