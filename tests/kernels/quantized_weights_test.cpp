#include "foretell/kernels/quantized_weights.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "foretell/base/rng.hpp"
#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
std::vector<float> random_weights(std::size_t count, std::uint64_t stream) {
  Rng rng(5, stream);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(rng.normal());
  return values;
}

// The bound of the header, for one number of the result.
double bound(const float* x, const float* w, std::size_t depth) {
  double most_x = 0, most_w = 0, sum_x = 0, sum_w = 0;
  for (std::size_t k = 0; k < depth; ++k) {
    most_x = std::max(most_x, std::abs(double{x[k]}));
    most_w = std::max(most_w, std::abs(double{w[k]}));
    sum_x += std::abs(double{x[k]});
    sum_w += std::abs(double{w[k]});
  }
  return (most_w / 127 * sum_x + most_x / 32767 * sum_w) / 2 * 1.01 + 1e-5;
}

TEST(QuantizedWeights, StayWithinTheirBoundOnEveryInstructionSet) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const std::size_t depth : {1U, 2U, 31U, 256U, 2049U, 5000U}) {
      const std::size_t n = 2, out = 37;
      const auto x = random_weights(n * depth, 1), w = random_weights(out * depth, 2);
      std::vector<float> y(n * out, 0);
      QuantizedWeights weights;
      weights.pack({w.data(), out, depth});
      weights.add_product({x.data(), n, depth}, {y.data(), n, out});
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < out; ++j) {
          double exact = 0;
          for (std::size_t k = 0; k < depth; ++k)
            exact += double{x[i * depth + k]} * w[j * depth + k];
          ASSERT_NEAR(y[i * out + j], exact, bound(&x[i * depth], &w[j * depth], depth)) << depth;
        }
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(QuantizedWeights, AreExactForSmallIntegers) {
  const std::vector<float> w{127, -3, 5, 0, 127, 1}, x{32767, 2, -7};
  std::vector<float> y{1, 1};
  QuantizedWeights weights;
  weights.pack({w.data(), 2, 3});
  weights.add_product({x.data(), 1, 3}, {y.data(), 1, 2});
  EXPECT_FLOAT_EQ(y[0], 1 + 127.0F * 32767 - 6 - 35);
  EXPECT_FLOAT_EQ(y[1], 1 + 254.0F - 7);
}

TEST(QuantizedWeights, DoNotDependOnTheOtherRows) {
  const auto w = random_weights(64 * 50, 1), x = random_weights(3 * 50, 2);
  QuantizedWeights weights;
  weights.pack({w.data(), 64, 50});
  std::vector<float> y(3 * 64, 0), alone(64, 0);
  weights.add_product({x.data(), 3, 50}, {y.data(), 3, 64});
  weights.add_product({x.data() + 100, 1, 50}, {alone.data(), 1, 64});
  EXPECT_TRUE(std::equal(alone.begin(), alone.end(), y.begin() + 128));
}

TEST(QuantizedWeights, TakeZerosAndPassOnWhatIsNotFinite) {
  const std::vector<float> zero(8, 0), w(16, 1);
  QuantizedWeights weights;
  weights.pack({zero.data(), 2, 4});
  std::vector<float> y{3, 3};
  weights.add_product({w.data(), 1, 4}, {y.data(), 1, 2});
  EXPECT_EQ(y, (std::vector<float>{3, 3}));
  weights.pack({w.data(), 2, 4});
  weights.add_product({zero.data(), 1, 4}, {y.data(), 1, 2});
  EXPECT_EQ(y, (std::vector<float>{3, 3}));
  const std::vector<float> infinite{1, std::numeric_limits<float>::infinity(), 0, 0};
  weights.add_product({infinite.data(), 1, 4}, {y.data(), 1, 2});
  EXPECT_TRUE(std::isnan(y[0]) && std::isnan(y[1]));
}
}  // namespace
}  // namespace foretell::kernels
