#include "foretell/numeric/orthonormal.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "foretell/base/rng.hpp"

namespace foretell::numeric {
namespace {
TEST(Orthonormalise, GivesColumnsOfLengthOneAtRightAngles) {
  for (const auto& [rows, cols] :
       std::vector<std::pair<std::size_t, std::size_t>>{{1, 1}, {5, 5}, {40, 7}}) {
    Rng rng(1);
    std::vector<double> q(rows * cols);
    for (double& value : q) value = rng.normal();
    orthonormalise(q, rows, cols);
    for (std::size_t a = 0; a < cols; ++a) {
      for (std::size_t b = 0; b < cols; ++b) {
        double sum = 0;
        for (std::size_t r = 0; r < rows; ++r) sum += q[r * cols + a] * q[r * cols + b];
        EXPECT_NEAR(sum, a == b ? 1 : 0, 1e-14);
      }
    }
  }
}

TEST(Orthonormalise, KeepsTheFirstColumnsDirection) {
  std::vector<double> q = {3, 1, 4, -1};
  orthonormalise(q, 2, 2);
  EXPECT_NEAR(q[0], 0.6, 1e-15);
  EXPECT_NEAR(q[2], 0.8, 1e-15);
  EXPECT_GT(q[1] * 1 + q[3] * -1, 0);  // along what is left of the second column
}
}  // namespace
}  // namespace foretell::numeric
