#include "foretell/decompose/bisquare.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "foretell/base/rng.hpp"
#include "tests/missing.hpp"

namespace foretell::stl {
namespace {

std::vector<double> weights_of(const std::vector<double>& remainder) {
  std::vector<double> weights(remainder.size()), scratch(remainder.size());
  bisquare_weights(remainder, weights, scratch);
  return weights;
}

TEST(Bisquare, WeighsBySixMediansOfTheObservedRemainders) {
  // |r| sorted: 0 1 1 2 13, median 1, h = 6.
  const auto w = weights_of({0, -1, 1, 2, 13, kMissing});
  EXPECT_EQ(w[0], 1);
  EXPECT_DOUBLE_EQ(w[1], std::pow(1 - 1.0 / 36, 2));
  EXPECT_DOUBLE_EQ(w[3], std::pow(1 - 4.0 / 36, 2));
  EXPECT_EQ(w[4], 0);
  EXPECT_EQ(w[5], 0);
}

TEST(Bisquare, MedianOfManyIsThatOfTheSortedOnes) {
  Rng rng(5);
  for (const std::size_t n : {4095, 4096, 5000, 50001}) {
    for (const bool ties : {false, true}) {
      std::vector<double> r(n);
      for (double& value : r) value = ties ? std::round(2 * rng.normal()) : rng.normal();
      std::sort(r.begin(), r.begin() + static_cast<std::ptrdiff_t>(ties ? n : n / 2));
      std::vector<double> sizes(r);
      for (double& value : sizes) value = std::abs(value);
      std::sort(sizes.begin(), sizes.end());
      const double h = 3 * (sizes[n / 2] + sizes[(n - 1) / 2]);
      const auto weights = weights_of(r);
      for (std::size_t t = 0; t < n; ++t) {
        const double x = std::abs(r[t]) / h;
        const double expected = x > 0.999 ? 0 : x <= 0.001 ? 1 : std::pow(1 - x * x, 2);
        ASSERT_NEAR(weights[t], expected, 1e-12) << n;
      }
    }
  }
}

TEST(Bisquare, MisledSampleDoesNotMatter) {
  // Every sampled value is small, most others are large.
  std::vector<double> r(512 * 10, 5.0);
  for (std::size_t t = 0; t < r.size(); t += 10) r[t] = 0.001;
  EXPECT_DOUBLE_EQ(weights_of(r)[1], std::pow(1 - 1.0 / 36, 2));
}

TEST(Bisquare, PerfectFitKeepsItsWeights) {
  EXPECT_EQ(weights_of({0, 0, 0}), (std::vector<double>{1, 1, 1}));
  EXPECT_EQ(weights_of({kMissing}), std::vector<double>{0});
}
}  // namespace
}  // namespace foretell::stl
