#include "foretell/models/additive_errors.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace foretell {
namespace {
TEST(AdditiveErrors, ResidualsAreObservationMinusPrediction) {
  const std::vector<double> y{3, 5};
  const auto e = additive_residuals({std::nan(""), 4}, y);
  EXPECT_TRUE(std::isnan(e[0]));
  EXPECT_EQ(e[1], 1);
}

TEST(AdditiveErrors, LikelihoodIsThatOfRAndFiniteForAPerfectFit) {
  EXPECT_DOUBLE_EQ(gaussian_criteria(std::exp(2.0), 10, 3).log_likelihood, -10);
  EXPECT_TRUE(std::isfinite(gaussian_criteria(0, 10, 3).aicc()));
}
}  // namespace
}  // namespace foretell
