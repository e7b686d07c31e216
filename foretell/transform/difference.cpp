#include "foretell/transform/difference.hpp"

#include <fmt/format.h>

namespace foretell {
namespace {
// One difference in place; the series loses its first `lag` values.
void difference_once(std::vector<double>& x, std::size_t lag) {
  for (std::size_t t = 0; t + lag < x.size(); ++t) x[t] = x[t + lag] - x[t];
  x.resize(x.size() - lag);
}

tl::unexpected<Error> no_lag() {
  return fail(ErrorCode::kInvalidOption, "a difference at lag 0 is zero; use at least 1");
}
}  // namespace

Result<std::vector<double>> difference(std::span<const double> y, std::size_t lag,
                                       std::size_t times) {
  if (lag == 0) return no_lag();
  if (y.empty() || (y.size() - 1) / lag < times) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} observations leave nothing after {} differences at lag {}",
                            y.size(), times, lag));
  }
  std::vector<double> result(y.begin(), y.end());
  for (std::size_t i = 0; i < times; ++i) difference_once(result, lag);
  return result;
}

Result<std::vector<double>> integrate(std::span<const double> d, std::span<const double> before,
                                      std::size_t lag, std::size_t times) {
  if (lag == 0) return no_lag();
  if (before.size() % lag != 0 || before.size() / lag != times) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("{} differences at lag {} go on from {} · {} values, not from {}",
                            times, lag, times, lag, before.size()));
  }
  std::vector<double> result(d.begin(), d.end());
  for (std::size_t order = times; order-- > 0;) {
    std::vector<double> seed(before.begin(), before.end());
    for (std::size_t i = 0; i < order; ++i) difference_once(seed, lag);
    const std::size_t first = seed.size() - lag;
    for (std::size_t t = 0; t < result.size(); ++t) {
      result[t] += t < lag ? seed[first + t] : result[t - lag];
    }
  }
  return result;
}
}  // namespace foretell
