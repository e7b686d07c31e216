#include "foretell/numeric/distribution.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace foretell::numeric {
double normal_quantile(double p) {
  return boost::math::quantile(boost::math::normal{}, p);
}

double normal_cdf(double x) {
  return boost::math::cdf(boost::math::normal{}, x);
}

double student_quantile(double p, double dof) {
  return boost::math::quantile(boost::math::students_t{dof}, p);
}
}  // namespace foretell::numeric
