#include "foretell/diagnose/cross_correlation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/diagnose/deterministic.hpp"
#include "foretell/diagnose/lagged_product.hpp"

namespace foretell {
Result<std::vector<double>> cross_correlations(std::span<const double> x, std::span<const double> y,
                                               std::size_t max_lag) {
  if (x.size() != y.size()) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("series of {} and {} observations, but cross-correlation needs as many "
                            "of both",
                            x.size(), y.size()));
  }
  for (const auto series : {x, y}) {
    const auto complete = complete_series(series, {.what = "cross-correlation", .min_length = 2});
    if (!complete) return fail(complete.error());
    if (complete->size() != series.size()) {
      return fail(
          ErrorCode::kMissingValues,
          "missing values at an end, but cross-correlation needs complete series; cut both");
    }
  }
  const std::vector<double> a = without(Deterministic::kConstant, x);
  const std::vector<double> b = without(Deterministic::kConstant, y);
  const double scale = std::sqrt(lagged_product(a, 0)) * std::sqrt(lagged_product(b, 0));
  const std::size_t n = x.size();
  max_lag = std::min(max_lag, n - 1);
  std::vector<double> result(2 * max_lag + 1);
  for (std::size_t k = 0; k <= max_lag; ++k) {
    const auto lead = static_cast<std::ptrdiff_t>(k);
    result[max_lag + k] = std::inner_product(a.begin() + lead, a.end(), b.begin(), 0.0) / scale;
    result[max_lag - k] = std::inner_product(b.begin() + lead, b.end(), a.begin(), 0.0) / scale;
  }
  return result;
}
}  // namespace foretell
