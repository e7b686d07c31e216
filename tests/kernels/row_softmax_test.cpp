#include "foretell/kernels/row_softmax.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "foretell/base/rng.hpp"
#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
std::vector<float> row(std::size_t size) {
  Rng rng(4);
  std::vector<float> x(size);
  for (float& value : x) value = static_cast<float>(5 * rng.normal());
  return x;
}

TEST(RowSoftmax, AgreesWithDoubleAtEveryWidthOnEveryInstructionSet) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const std::size_t size : {1U, 3U, 16U, 29U, 1000U}) {
      const auto x = row(size);
      const std::vector<double> exact(x.begin(), x.end());
      const LogSum fast = log_sum_exp(x), truth = log_sum_exp(exact);
      EXPECT_EQ(fast.top, truth.top);
      EXPECT_NEAR(fast.rest, truth.rest, 1e-6);
      std::vector<float> dx(size, 1);
      std::vector<double> expected(size, 1);
      add_softmax(2, x, fast, 0.01, dx);
      add_softmax(2, exact, truth, 0.01, expected);
      for (std::size_t i = 0; i < size; ++i) EXPECT_NEAR(dx[i], expected[i], 2e-6);
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(RowSoftmax, KeepsTheDigitsOfASmallRest) {
  EXPECT_NEAR(log_sum_exp(std::vector<double>{100, 90}).rest, std::log1p(std::exp(-10)), 1e-15);
  EXPECT_NEAR(log_sum_exp(std::vector<float>{100, 90}).rest, std::log1p(std::exp(-10)), 1e-10);
  EXPECT_EQ(log_sum_exp(std::vector<float>{50, 50}).top, 50);
  EXPECT_NEAR(log_sum_exp(std::vector<float>{50, 50}).rest, std::log(2), 1e-6);
}

TEST(RowSoftmax, PassesOnNan) {
  std::vector<float> x(20, 0);
  x[7] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(std::isnan(log_sum_exp(x).rest));
}
}  // namespace
}  // namespace foretell::kernels
