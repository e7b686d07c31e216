#include "foretell/diagnose/jarque_bera.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/numeric/distribution.hpp"

namespace foretell {
Result<JarqueBera> jarque_bera(std::span<const double> y, Law law) {
  std::vector<double> x;
  std::copy_if(y.begin(), y.end(), std::back_inserter(x), [](double v) { return !std::isnan(v); });
  const auto complete = complete_series(x, {.what = "the test of normality", .min_length = 4});
  if (!complete) return fail(complete.error());
  x = without(Deterministic::kConstant, x);
  const auto n = static_cast<double>(x.size());
  double m2 = 0;
  for (const double value : x) m2 += value * value / n;
  double skewness = 0, kurtosis = 0;
  for (const double value : x) {
    const double z = value / std::sqrt(m2);
    skewness += z * z * z / n;
    kurtosis += z * z * z * z / n;
  }
  const double excess = kurtosis - 3;
  const double statistic = n * (skewness * skewness / 6 + excess * excess / 24);
  double p_value = numeric::chi_squared_tail(statistic, 2);
  if (law == Law::kFiniteSample) {
    p_value = finite_sample_p_value(NullLaw::kJarqueBera, p_value, x.size());
  }
  return JarqueBera{statistic, p_value, skewness, kurtosis};
}
}  // namespace foretell
