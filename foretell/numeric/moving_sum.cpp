#include "foretell/numeric/moving_sum.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace foretell::numeric {
namespace {
constexpr std::size_t kStretches = 8;
constexpr std::size_t kLongest = 4096;

// kStretches stretches of `length` sums each, one after the other.
void side_by_side(const double* x, std::size_t length, std::size_t window, double* out) {
  std::array<double, kStretches> sums;
  for (std::size_t i = 0; i < kStretches; ++i) {
    const double* from = x + i * length;
    sums[i] = out[i * length] = std::accumulate(from, from + window, 0.0);
  }
  for (std::size_t t = 1; t < length; ++t) {
    for (std::size_t i = 0; i < kStretches; ++i) {
      const std::size_t at = i * length + t;
      out[at] = sums[i] += x[at + window - 1] - x[at - 1];
    }
  }
}
}  // namespace

void moving_sum(const double* x, std::size_t count, std::size_t window, double* out) {
  std::size_t done = 0;
  while (count - done >= kStretches) {
    const std::size_t length = std::min((count - done) / kStretches, kLongest);
    side_by_side(x + done, length, window, out + done);
    done += length * kStretches;
  }
  for (; done < count; ++done) {
    out[done] = done == 0 ? std::accumulate(x, x + window, 0.0)
                          : out[done - 1] + x[done + window - 1] - x[done - 1];
  }
}
}  // namespace foretell::numeric
