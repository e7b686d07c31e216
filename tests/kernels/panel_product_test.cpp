#include "foretell/kernels/panel_product.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "foretell/base/rng.hpp"
#include "foretell/kernels/linear.hpp"
#include "hwy/targets.h"

namespace foretell::kernels {
namespace {
std::vector<float> random_factor(std::size_t count, std::uint64_t stream) {
  Rng rng(2, stream);
  std::vector<float> values(count);
  for (float& value : values) value = static_cast<float>(rng.normal());
  return values;
}

struct Case {
  std::size_t rows, depth, columns;
  std::vector<float> x = random_factor(rows * depth, 1);
  std::vector<float> w = random_factor(columns * depth, 2);

  [[nodiscard]] std::vector<float> product() const {
    std::vector<float> y(rows * columns, 0);
    linear({x.data(), rows, depth}, {w.data(), columns, depth}, {}, {y.data(), rows, columns});
    return y;
  }

  [[nodiscard]] double error(const std::vector<float>& y) const {
    double largest = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < depth; ++k) sum += double{x[i * depth + k]} * w[j * depth + k];
        largest = std::max(largest, std::abs(sum - y[i * columns + j]));
      }
    }
    return largest / std::sqrt(static_cast<double>(depth));
  }
};

// Restores the choice of the machine.
struct Forced {
  explicit Forced(std::int64_t target) { hwy::SetSupportedTargetsForTest(target); }
  ~Forced() { hwy::SetSupportedTargetsForTest(0); }
  Forced(const Forced&) = delete;
  Forced& operator=(const Forced&) = delete;
};

TEST(PanelProduct, IsRightOnEveryInstructionSetOfTheMachineAtEveryHeightAndOddWidths) {
  const std::int64_t all = hwy::SupportedTargets();
  for (std::int64_t left = all; left != 0; left &= left - 1) {
    const std::int64_t target = left & -left;
    const Forced forced(target);
    for (std::size_t rows = 1; rows <= 30; ++rows) {
      for (const std::size_t columns : {1U, 15U, 32U, 33U, 70U, 131U}) {
        const Case product{rows, 19, columns};
        ASSERT_LT(product.error(product.product()), 2e-6)
            << hwy::TargetName(target) << " " << rows << "x" << columns;
      }
    }
  }
}

TEST(PanelProduct, HasTheSameBitsOnVectorsOfEightAndOfSixteen) {
  const std::int64_t all = hwy::SupportedTargets();
  if ((all & HWY_AVX3) == 0 || (all & HWY_AVX2) == 0) GTEST_SKIP() << "needs AVX2 and AVX-512";
  const Case product{37, 300, 99};
  std::vector<float> wide, narrow;
  {
    const Forced forced(HWY_AVX3);
    wide = product.product();
  }
  {
    const Forced forced(HWY_AVX2);
    narrow = product.product();
  }
  EXPECT_EQ(wide, narrow);
}

TEST(PanelProduct, SumsDeepProductsInBlocksWithoutLosingATerm) {
  for (const std::size_t depth : {255U, 256U, 257U, 700U}) {
    const Case product{3, depth, 40};
    EXPECT_LT(product.error(product.product()), 5e-6);
  }
}
}  // namespace
}  // namespace foretell::kernels
