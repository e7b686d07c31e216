#include "foretell/numeric/brent.hpp"

#include <gtest/gtest.h>

namespace foretell::numeric {
namespace {
TEST(BrentMinimum, FindsTheMinimumOfSmoothFunctions) {
  const auto parabola = [](double x) { return (x - 0.3) * (x - 0.3); };
  EXPECT_NEAR(brent_minimum(parabola, {-1, 2, 1e-8}), 0.3, 1e-8);
  const auto cosine = [](double x) { return std::cos(x); };
  EXPECT_NEAR(brent_minimum(cosine, {2, 5, 1e-8}), 3.14159265358979, 1e-7);
}

TEST(BrentMinimum, GoesToTheEndOfAMonotoneFunction) {
  EXPECT_NEAR(brent_minimum([](double x) { return x; }, {-1, 2, 1e-6}), -1, 1e-5);
  EXPECT_NEAR(brent_minimum([](double x) { return -x; }, {-1, 2, 1e-6}), 2, 1e-5);
}

TEST(BrentMinimum, EndsWhereTheFunctionIsFlatOrNotANumber) {
  EXPECT_TRUE(std::isfinite(brent_minimum([](double) { return 1.0; }, {-1, 2, 1e-4})));
  EXPECT_TRUE(std::isfinite(brent_minimum([](double) { return std::nan(""); }, {-1, 2, 1e-4})));
}
}  // namespace
}  // namespace foretell::numeric
