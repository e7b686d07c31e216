#include "foretell/numeric/distribution.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace foretell::numeric {
namespace {
// Boost computes in long double unless told otherwise: five times slower for a last digit.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, InDouble>;
using Student = boost::math::students_t_distribution<double, InDouble>;
}  // namespace

double normal_quantile(double p) {
  return boost::math::quantile(Normal{}, p);
}

double normal_cdf(double x) {
  return boost::math::cdf(Normal{}, x);
}

double student_quantile(double p, double dof) {
  return boost::math::quantile(Student{dof}, p);
}

double student_two_sided(double t, double dof) {
  if (std::isinf(t)) return 0;
  return 2 * boost::math::cdf(Student{dof}, -std::abs(t));
}

double chi_squared_tail(double x, double dof) {
  if (!(x > 0)) return 1;
  if (std::isinf(x)) return 0;
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared{dof}, x));
}

double f_tail(double x, double dof, double dof_error) {
  if (!(x > 0)) return 1;
  if (std::isinf(x)) return 0;
  return boost::math::cdf(boost::math::complement(boost::math::fisher_f{dof, dof_error}, x));
}
}  // namespace foretell::numeric
