#include "foretell/diagnose/runs_test.hpp"

#include <cmath>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/distribution.hpp"
#include "foretell/numeric/quantile.hpp"

namespace foretell {
Result<RunsTest> runs_test(std::span<const double> y) {
  const auto complete = complete_series(y, {.what = "the runs test", .min_length = 3});
  if (!complete) return fail(complete.error());
  const double middle = numeric::median(*complete);
  std::size_t runs = 0, above = 0;
  bool last = false;
  for (std::size_t t = 0; t < complete->size(); ++t) {
    const bool now = (*complete)[t] > middle;
    if (t == 0 || now != last) ++runs;
    if (now) ++above;
    last = now;
  }
  const auto n = static_cast<double>(complete->size());
  const auto n1 = static_cast<double>(above);
  const double pairs = 2 * n1 * (n - n1);
  const double variance = pairs * (pairs - n) / (n * n * (n - 1));
  if (!(variance > 0)) {
    return fail(ErrorCode::kNotFinite,
                "hardly any observation lies above the median, so the number of runs cannot vary");
  }
  const double z = (static_cast<double>(runs) - 1 - pairs / n) / std::sqrt(variance);
  return RunsTest{z, 2 * numeric::normal_cdf(-std::abs(z)), runs, above, complete->size()};
}
}  // namespace foretell
