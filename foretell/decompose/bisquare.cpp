#include "foretell/decompose/bisquare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace foretell::stl {
namespace {
constexpr std::size_t kSample = 512;  // values whose middle tells where the median may lie
constexpr std::size_t kSlack = 40;    // ranks on either side of it: 3.5 standard deviations

using Iterator = std::span<double>::iterator;

// Moves the values of rank `low` and `high` (from 0, at most one apart) to their places; their sum.
double sum_of_ranks(Iterator begin, Iterator end, std::size_t low, std::size_t high) {
  const auto upper = begin + static_cast<std::ptrdiff_t>(high);
  std::nth_element(begin, upper, end);
  return *upper + (low == high ? *upper : *std::max_element(begin, upper));
}

/// Bounds between which the median most likely lies, from every so manieth value.
struct Bracket {
  double lo, hi;
};

Bracket bracket(std::span<const double> x) {
  std::array<double, kSample> sample;
  const std::size_t step = x.size() / kSample;
  for (std::size_t i = 0; i < kSample; ++i) sample[i] = x[i * step];
  const auto lo = sample.begin() + kSample / 2 - kSlack, hi = lo + 2 * kSlack;
  std::nth_element(sample.begin(), lo, sample.end());
  std::nth_element(lo, hi, sample.end());
  return {*lo, *hi};
}

// Twice the median of the values, which get into another order. Most often only those within the
// bracket of a sample have to be put in order; all of them where the sample misled.
double twice_median(std::span<double> x) {
  const std::size_t low = (x.size() - 1) / 2, high = x.size() / 2;
  if (x.size() < 8 * kSample) return sum_of_ranks(x.begin(), x.end(), low, high);
  const auto [lo, hi] = bracket(x);
  std::size_t below = 0, within = 0;
  for (double& value : x) {
    const double here = value;
    below += here < lo ? 1 : 0;
    value = x[within];  // swap the values within the bracket to the front
    x[within] = here;
    within += here >= lo && here <= hi ? 1 : 0;
  }
  if (low < below || high >= below + within) {
    return sum_of_ranks(x.begin(), x.end(), low, high);
  }
  return sum_of_ranks(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(within), low - below,
                      high - below);
}
}  // namespace

void bisquare_weights(std::span<const double> remainder, std::span<double> weights,
                      std::span<double> scratch) {
  std::size_t count = 0;
  for (const double r : remainder) {
    scratch[count] = std::abs(r);
    count += std::isnan(r) ? 0 : 1;
  }
  const double h = count == 0 ? 0 : 3 * twice_median(scratch.first(count));
  const double near = 0.001 * h, far = 0.999 * h, inverse = h > 0 ? 1 / h : 0;
  for (std::size_t t = 0; t < remainder.size(); ++t) {
    const double r = std::abs(remainder[t]), share = r * inverse, rest = 1 - share * share;
    const double weight = r <= near ? 1 : rest * rest;
    weights[t] = r <= far || r <= near ? weight : 0;
  }
}
}  // namespace foretell::stl
