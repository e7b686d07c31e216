#include "foretell/kernels/unit_product.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "foretell/base/rng.hpp"
#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
std::vector<float> normal_values(std::size_t count, std::uint64_t stream) {
  Rng rng(4, stream);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(rng.normal());
  return values;
}

// Unit by unit group, last group first, against the product of all columns.
void expect_bits_of_the_whole(std::size_t depth, std::size_t gates, std::size_t width) {
  const auto w = normal_values(gates * width * depth, 1), x = normal_values(depth, 2);
  PackedWeights packed;
  packed.pack({w.data(), gates * width, depth});
  auto whole = normal_values(gates * width, 3);
  const auto start = whole;
  add_product({x.data(), 1, depth}, packed.panels(), {whole.data(), 1, whole.size()});
  for (std::size_t count = 16; count <= width; count += 16) {
    auto parts = start;
    for (std::size_t end = width; end > 0; end -= std::min(count, end)) {
      const Units units{end - std::min(count, end), std::min(count, end)};
      add_unit_product({x.data(), 1, depth}, packed.panels(), units, {parts.data(), gates, width});
    }
    ASSERT_EQ(parts, whole) << depth << " " << gates << " " << width << " " << count;
  }
}

TEST(UnitProduct, HasTheBitsOfTheWholeProductOnEveryInstructionSet) {
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    SCOPED_TRACE(hwy::TargetName(left & -left));
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const std::size_t depth : {1U, 48U, 300U}) {
      for (const std::size_t gates : {1U, 2U, 3U, 4U}) {
        for (const std::size_t width : {16U, 48U, 64U, 112U}) {
          expect_bits_of_the_whole(depth, gates, width);
        }
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(UnitProduct, HasTheSameBitsSomeTermsAtATime) {
  constexpr std::size_t kGates = 3, kWidth = 48;
  for (std::int64_t left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    SCOPED_TRACE(hwy::TargetName(left & -left));
    hwy::SetSupportedTargetsForTest(left & -left);
    for (const std::size_t depth : {2U, 64U, 256U, 300U, 700U}) {
      const auto w = normal_values(kGates * kWidth * depth, 1), x = normal_values(depth, 2);
      PackedWeights packed;
      packed.pack({w.data(), kGates * kWidth, depth});
      auto whole = normal_values(kGates * kWidth, 3);
      const auto start = whole;
      const MatrixView<const float> row{x.data(), 1, depth};
      add_product(row, packed.panels(), {whole.data(), 1, whole.size()});
      for (const std::size_t step : {std::size_t{1}, depth / 2, depth - 1, std::size_t{256}}) {
        auto parts = start, begun = normal_values(kGates * kWidth, 4);
        for (std::size_t first = 0; first < depth; first += step) {
          const Terms terms{first, std::min(depth, first + step)};
          for (const Units units : {Units{0, 16}, Units{16, 32}}) {
            add_unit_terms(row, packed.panels(), terms, units, {parts.data(), kGates, kWidth},
                           {begun.data(), kGates, kWidth});
          }
        }
        ASSERT_EQ(parts, whole) << depth << " " << step;
      }
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(UnitProduct, HalvesCoverAllUnitsOnce) {
  for (std::size_t width = 16; width <= 256; width += 16) {
    ASSERT_TRUE(has_unit_products(width));
    const Units a = half_of_units(width, 0), b = half_of_units(width, 1);
    EXPECT_EQ(a.first, 0U);
    EXPECT_EQ(b.first, a.count);
    EXPECT_EQ(a.count + b.count, width);
    EXPECT_LE(a.count - b.count, 16U);
    EXPECT_EQ(a.count % 16, 0U);
  }
  EXPECT_FALSE(has_unit_products(100));
}
}  // namespace
}  // namespace foretell::kernels
