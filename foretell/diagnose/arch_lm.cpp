#include "foretell/diagnose/arch_lm.hpp"

#include <cmath>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/distribution.hpp"
#include "foretell/numeric/least_squares.hpp"

namespace foretell {
namespace {
// e², scaled so that neither products nor sums leave the range of double.
std::vector<double> scaled_squares(std::span<const double> e) {
  double largest = 0;
  for (const double value : e) largest = std::max(largest, std::abs(value));
  std::vector<double> squares(e.size());
  for (std::size_t t = 0; t < e.size(); ++t) squares[t] = (e[t] / largest) * (e[t] / largest);
  return squares;
}
}  // namespace

Result<ArchLm::Answer> ArchLm::test(std::span<const double> e) const {
  if (lags == 0) return fail(ErrorCode::kInvalidOption, "the ARCH test needs at least one lag");
  const auto complete = complete_series(e, {.what = "the ARCH test", .min_length = 2 * lags + 3});
  if (!complete) return fail(complete.error());
  const std::vector<double> squares = scaled_squares(*complete);
  const std::size_t rows = squares.size() - lags;
  std::vector<double> x(rows, 1);
  x.reserve(rows * (lags + 1));
  for (std::size_t i = 1; i <= lags; ++i) {
    const auto start = squares.begin() + static_cast<std::ptrdiff_t>(lags - i);
    x.insert(x.end(), start, start + static_cast<std::ptrdiff_t>(rows));
  }
  const numeric::LeastSquares fit(x, std::span<const double>(squares).subspan(lags));
  if (!fit.full_rank() || !(fit.residual_sum(1) > 0)) {
    return fail(ErrorCode::kNotFinite,
                "the squares hardly vary, so the ARCH regression has no solution");
  }
  const double r_squared = 1 - fit.residual_sum(lags + 1) / fit.residual_sum(1);
  const double statistic = static_cast<double>(rows) * r_squared;
  double p_value = numeric::chi_squared_tail(statistic, static_cast<double>(lags));
  if (law == Law::kFiniteSample) {
    p_value = finite_sample_p_value(NullLaw::kArchLm, p_value, squares.size(), lags);
  }
  return Answer{statistic, p_value, lags, r_squared};
}
}  // namespace foretell
