#include "foretell/network/spectral_radius.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace foretell::network {
namespace {
double radius(const std::vector<double>& a, std::size_t n) {
  return spectral_radius(MatrixView<const double>(a.data(), n, n));
}

TEST(SpectralRadius, IsTheLargestAbsoluteEigenvalueAlsoOfComplexPairs) {
  EXPECT_NEAR(radius({2, 0, 0, -3}, 2), 3, 1e-3);
  const double angle = 0.7;  // a turn and a growth by 1.5: eigenvalues 1.5·e^±i·angle
  EXPECT_NEAR(radius({1.5 * std::cos(angle), -1.5 * std::sin(angle), 1.5 * std::sin(angle),
                      1.5 * std::cos(angle)},
                     2),
              1.5, 1e-3);
  EXPECT_NEAR(radius({0.5, 100, 0, 0.5}, 2), 0.5, 2e-3);
  EXPECT_NEAR(radius({1e-200}, 1), 1e-200, 1e-203);
}

TEST(SpectralRadius, OfWhatComesToNothingIsZeroAndOfWhatIsNotFiniteNaN) {
  EXPECT_EQ(radius({0, 1, 0, 0}, 2), 0);
  EXPECT_EQ(radius({0}, 1), 0);
  EXPECT_TRUE(std::isnan(radius({std::numeric_limits<double>::infinity()}, 1)));
  EXPECT_TRUE(std::isnan(radius({std::nan("")}, 1)));
}
}  // namespace
}  // namespace foretell::network
