#include "foretell/numeric/moving_sum.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace foretell::numeric {
namespace {
TEST(MovingSum, IsTheSumOfEveryWindowAtAwkwardLengths) {
  for (const std::size_t count : {1, 7, 8, 9, 100, 40000}) {
    for (const std::size_t window : {1, 2, 13}) {
      std::vector<double> x(count + window - 1), out(count);
      for (std::size_t t = 0; t < x.size(); ++t) x[t] = 1e6 + std::sin(static_cast<double>(t));
      moving_sum(x.data(), count, window, out.data());
      for (std::size_t t = 0; t < count; ++t) {
        const auto from = x.begin() + static_cast<std::ptrdiff_t>(t);
        const double sum = std::accumulate(from, from + static_cast<std::ptrdiff_t>(window), 0.0);
        ASSERT_NEAR(out[t], sum, 1e-12 * sum) << count << " " << window << " " << t;
      }
    }
  }
}
}  // namespace
}  // namespace foretell::numeric
