#include "foretell/diagnose/crossings.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"
#include "foretell/numeric/quantile.hpp"

namespace foretell {
namespace {
Result<std::vector<double>> observed(std::span<const double> y, const char* what) {
  std::vector<double> x;
  std::copy_if(y.begin(), y.end(), std::back_inserter(x), [](double v) { return !std::isnan(v); });
  const auto complete = complete_series(x, {.what = what, .varying = false});
  if (!complete) return fail(complete.error());
  return x;
}
}  // namespace

Result<std::size_t> crossing_points(std::span<const double> y) {
  const auto x = observed(y, "the number of crossings");
  if (!x) return fail(x.error());
  const double middle = numeric::median(*x);
  std::size_t count = 0;
  for (std::size_t t = 1; t < x->size(); ++t) {
    if (((*x)[t] <= middle) != ((*x)[t - 1] <= middle)) ++count;
  }
  return count;
}

Result<std::size_t> longest_flat_spot(std::span<const double> y) {
  const auto x = observed(y, "the longest flat spot");
  if (!x) return fail(x.error());
  const auto [low, high] = std::minmax_element(x->begin(), x->end());
  const double width = (*high - *low) / 10;
  std::size_t longest = 0, run = 0;
  double last = -1;
  for (const double value : *x) {  // intervals are closed above, the first one on both sides
    const double interval = width > 0 ? std::max(std::ceil((value - *low) / width), 1.0) : 1;
    run = interval == last ? run + 1 : 1;
    last = interval;
    longest = std::max(longest, run);
  }
  return longest;
}
}  // namespace foretell
