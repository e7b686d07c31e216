#include "foretell/diagnose/tiled_variation.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "foretell/diagnose/complete_series.hpp"

namespace foretell {
namespace {
struct Moments {
  double count, mean, variance;  // n − 1 in the variance
};

Moments moments_of(std::span<const double> x) {
  Moments m{0, 0, 0};
  for (const double value : x) {
    if (std::isnan(value)) continue;
    m.count += 1;
    const double gap = value - m.mean;
    m.mean += gap / m.count;
    m.variance += gap * (value - m.mean);
  }
  m.variance /= m.count - 1;
  return m;
}
}  // namespace

Result<TiledVariation> tiled_variation(std::span<const double> y, std::size_t width) {
  if (width < 2) {
    return fail(ErrorCode::kInvalidOption,
                fmt::format("tiles of {}, but their variance needs at least 2 values", width));
  }
  std::vector<double> observed;
  for (const double value : y) {
    if (!std::isnan(value)) observed.push_back(value);
  }
  const auto complete =
      complete_series(observed, {.what = "the variation of tiles", .min_length = 2});
  if (!complete) return fail(complete.error());
  const Moments all = moments_of(observed);
  std::vector<double> means, variances;
  for (std::size_t start = 0; start + width <= y.size(); start += width) {
    const Moments tile = moments_of(y.subspan(start, width));
    if (tile.count < 2) continue;
    means.push_back((tile.mean - all.mean) / std::sqrt(all.variance));
    variances.push_back(tile.variance / all.variance);
  }
  if (means.size() < 2) {
    return fail(ErrorCode::kTooShort,
                fmt::format("{} observations, but two tiles of {} are needed", y.size(), width));
  }
  return TiledVariation{moments_of(means).variance, moments_of(variances).variance};
}
}  // namespace foretell
