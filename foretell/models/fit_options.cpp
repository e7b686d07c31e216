#include "foretell/models/fit_options.hpp"

#include <cmath>
#include <limits>

namespace foretell {
double InformationCriteria::aic() const {
  return -2 * log_likelihood + 2 * static_cast<double>(num_parameters);
}

double InformationCriteria::aicc() const {
  const auto k = static_cast<double>(num_parameters);
  const double rest = static_cast<double>(num_observations) - k - 1;
  if (rest <= 0) return std::numeric_limits<double>::infinity();
  return aic() + 2 * k * (k + 1) / rest;
}

double InformationCriteria::bic() const {
  return -2 * log_likelihood +
         static_cast<double>(num_parameters) * std::log(static_cast<double>(num_observations));
}
}  // namespace foretell
