#include "foretell/diagnose/partial_autocorrelation.hpp"

#include "foretell/diagnose/autocorrelation.hpp"
#include "foretell/diagnose/complete_series.hpp"

namespace foretell {
std::vector<double> partial_from_autocorrelations(std::span<const double> r) {
  std::vector<double> partial(r.size()), phi(r.size()), before(r.size());
  double rest = 1;  // share of the variance that order k − 1 leaves
  for (std::size_t k = 0; k < r.size() && rest > 0; ++k) {
    double gap = r[k];
    for (std::size_t j = 0; j < k; ++j) gap -= before[j] * r[k - 1 - j];
    const double last = gap / rest;
    for (std::size_t j = 0; j < k; ++j) phi[j] = before[j] - last * before[k - 1 - j];
    phi[k] = partial[k] = last;
    rest *= 1 - last * last;
    std::swap(phi, before);
  }
  return partial;
}

Result<std::vector<double>> partial_autocorrelations(std::span<const double> y,
                                                     std::size_t max_lag) {
  const auto complete = complete_series(y, {.what = "partial autocorrelation", .min_length = 2});
  if (!complete) return fail(complete.error());
  return partial_from_autocorrelations(fast_autocorrelations(*complete, max_lag));
}
}  // namespace foretell
