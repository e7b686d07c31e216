#include "foretell/numeric/quantile.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace foretell::numeric {
namespace {
TEST(Quantile, IsRsDefault) {  // R: quantile(c(5, 1, 4, 2), c(0, 0.25, 0.4, 1))
  const std::vector<double> x{5, 1, 4, 2};
  EXPECT_EQ(quantile(x, 0), 1);
  EXPECT_NEAR(quantile(x, 0.25), 1.75, 1e-15);
  EXPECT_NEAR(quantile(x, 0.4), 2.4, 1e-15);
  EXPECT_EQ(quantile(x, 1), 5);
  EXPECT_EQ(median(x), 3);
  EXPECT_EQ(median(std::vector<double>{7}), 7);
}
}  // namespace
}  // namespace foretell::numeric
