#include "foretell/diagnose/portmanteau.hpp"

#include <fmt/format.h>

#include <vector>

#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/distribution.hpp"

namespace foretell {
Result<Portmanteau::Answer> Portmanteau::test(std::span<const double> y) const {
  const auto complete =
      complete_series(y, {.what = "the test of whiteness", .min_length = lags + 1});
  if (!complete) return fail(complete.error());
  return test(fast_autocorrelations(*complete, lags), complete->size());
}

Result<Portmanteau::Answer> Portmanteau::test(std::span<const double> r, std::size_t n) const {
  if (lags <= num_fitted) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} lags leave no degree of freedom after {} fitted coefficients; use "
                            "more lags",
                            lags, num_fitted));
  }
  if (r.size() < lags || n <= lags) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} observations, but {} lags need at least {}", n, lags, lags + 1));
  }
  const auto count = static_cast<double>(n);
  double sum = 0;
  for (std::size_t k = 0; k < lags; ++k) {
    const double weight =
        form == Form::kLjungBox ? (count + 2) / (count - static_cast<double>(k + 1)) : 1;
    sum += weight * r[k] * r[k];
  }
  const std::size_t dof = lags - num_fitted;
  const double statistic = count * sum;
  double p_value = numeric::chi_squared_tail(statistic, static_cast<double>(dof));
  if (law == Law::kFiniteSample) {
    const NullLaw own = form == Form::kLjungBox ? NullLaw::kLjungBox : NullLaw::kBoxPierce;
    p_value = finite_sample_p_value(own, p_value, n, dof);
  }
  return Answer{statistic, p_value, lags, dof};
}
}  // namespace foretell
