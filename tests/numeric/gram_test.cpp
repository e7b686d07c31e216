#include "foretell/numeric/gram.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "foretell/numeric/least_squares.hpp"

namespace foretell::numeric {
namespace {
std::vector<double> gram_of(const std::vector<std::vector<double>>& columns) {
  std::vector<double> gram;
  for (const auto& a : columns) {
    for (const auto& b : columns) {
      double sum = 0;
      for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
      gram.push_back(sum);
    }
  }
  return gram;
}

TEST(ResidualSumFromGram, AgreesWithTheOrthogonalOne) {
  const std::vector<double> x1{1, 1, 1, 1, 1, 1}, x2{0, 1, 2, 3, 4, 5}, x3{2, 7, 1, 8, 2, 8},
      y{3, 1, 4, 1, 5, 9};
  auto gram = gram_of({x1, x2, x3, y});
  const LeastSquares fit(std::vector<double>{1, 1, 1, 1, 1, 1, 0, 1, 2, 3, 4, 5, 2, 7, 1, 8, 2, 8},
                         y);
  EXPECT_NEAR(residual_sum_from_gram(gram, 4), fit.residual_sum(3), 1e-12);
  gram = gram_of({y});
  EXPECT_EQ(residual_sum_from_gram(gram, 1), 133);
}

TEST(ResidualSumFromGram, LeavesDependentColumnsOut) {
  const std::vector<double> x{1, 2, 3, 4}, twice{2, 4, 6, 8}, y{1, 3, 2, 5};
  auto with = gram_of({x, twice, y}), without = gram_of({x, y});
  EXPECT_NEAR(residual_sum_from_gram(with, 3), residual_sum_from_gram(without, 2), 1e-12);
}
}  // namespace
}  // namespace foretell::numeric
