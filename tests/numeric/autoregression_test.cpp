#include "foretell/numeric/autoregression.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace foretell::numeric {
namespace {
TEST(Autoregression, GoesFromPartialAutocorrelationsToCoefficientsAndBack) {
  const std::vector<double> partial{0.9, -0.5, 0.3, 0.99};
  std::vector<double> coefficients(4), back(4);
  coefficients_from_partial(partial, coefficients);
  ASSERT_TRUE(partial_from_coefficients(coefficients, back));
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(back[k], partial[k], 1e-12);
  EXPECT_GT(smallest_root(coefficients), 1);
}

TEST(Autoregression, KnowsTheSecondOrderByHand) {
  // φ_2 = ρ_2, φ_1 = ρ_1 (1 − ρ_2)
  std::vector<double> coefficients(2);
  coefficients_from_partial(std::vector<double>{0.5, 0.2}, coefficients);
  EXPECT_NEAR(coefficients[0], 0.4, 1e-15);
  EXPECT_NEAR(coefficients[1], 0.2, 1e-15);
}

TEST(Autoregression, SaysWhatIsNotStationary) {
  std::vector<double> partial(2);
  EXPECT_FALSE(partial_from_coefficients(std::vector<double>{1.2, 0.1}, partial));
  EXPECT_FALSE(partial_from_coefficients(std::vector<double>{0.5, 1.0}, partial));
}

TEST(Autoregression, FindsTheSmallestRoot) {
  // (1 − 0.5 z)(1 + 0.8 z): roots 2 and −1.25
  EXPECT_NEAR(smallest_root(std::vector<double>{-0.3, 0.4}), 1.25, 1e-12);
  EXPECT_TRUE(std::isinf(smallest_root(std::vector<double>{0, 0})));
}
}  // namespace
}  // namespace foretell::numeric
