#include "foretell/kernels/packed_weights.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/kernels/linear.hpp"

namespace foretell::kernels {
namespace {
std::vector<float> random_values(std::size_t count, std::uint64_t stream) {
  Rng rng(3, stream);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(rng.normal());
  return values;
}

TEST(PackedWeights, GiveTheBitsOfLinearForAnyNumberOfRows) {
  const std::size_t in = 270, out = 77;
  const auto w = random_values(out * in, 1);
  PackedWeights packed;
  packed.pack({w.data(), out, in});
  for (const std::size_t n : {1U, 2U, 5U, 14U, 31U}) {
    const auto x = random_values(n * in, 2);
    std::vector<float> y(n * out, 1), expected(n * out, 1);
    add_product({x.data(), n, in}, packed.panels(), {y.data(), n, out});
    linear({x.data(), n, in}, {w.data(), out, in}, {}, {expected.data(), n, out});
    EXPECT_EQ(y, expected) << n;
    // with a bias, over whatever stood there
    const auto b = random_values(out, 4);
    y.assign(n * out, 7);
    product({x.data(), n, in}, packed.panels(), {b.data(), 1, out}, {y.data(), n, out});
    linear({x.data(), n, in}, {w.data(), out, in}, {b.data(), 1, out}, {expected.data(), n, out});
    EXPECT_EQ(y, expected) << n;
  }
}

TEST(PackedWeights, GiveTheBitsOfTheBackwardProductWhenTransposed) {
  const std::size_t in = 45, out = 130, n = 9;
  const auto w = random_values(out * in, 1);
  const auto dy = random_values(n * out, 2);
  PackedWeights packed;
  packed.pack_transposed({w.data(), out, in});
  std::vector<float> dx(n * in, 0), expected(n * in, 0);
  add_product({dy.data(), n, out}, packed.panels(), {dx.data(), n, in});
  linear_backward({dy.data(), n, out}, {}, {w.data(), out, in}, {expected.data(), n, in}, {}, {});
  EXPECT_EQ(dx, expected);
}

TEST(PackedWeights, CanBePackedAgainWithAnotherShape) {
  const auto w = random_values(100, 1);
  PackedWeights packed;
  packed.pack({w.data(), 10, 10});
  packed.pack({w.data(), 3, 4});
  EXPECT_EQ(packed.panels().columns, 3U);
  EXPECT_EQ(packed.panels().depth, 4U);
  const std::vector<float> x(4, 1);
  std::vector<float> y(3, 0);
  add_product({x.data(), 1, 4}, packed.panels(), {y.data(), 1, 3});
  EXPECT_NEAR(y[2], w[8] + w[9] + w[10] + w[11], 1e-6);
}
}  // namespace
}  // namespace foretell::kernels
