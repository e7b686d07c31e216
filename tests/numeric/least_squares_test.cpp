#include "foretell/numeric/least_squares.hpp"

#include <gtest/gtest.h>

#include <span>

namespace foretell::numeric {
namespace {
// R 4.2.2: summary(lm(y ~ x + z)) with the numbers below.
const std::vector<double> kAbscissae{1, 1, 1, 1, 1, 1, 0, 1, 2, 3, 4, 5, 2, 7, 1, 8, 2, 8};
const std::vector<double> kY{3, 1, 4, 1, 5, 9};

TEST(LeastSquares, AgreesWithRsLm) {
  const LeastSquares fit(kAbscissae, kY);
  ASSERT_TRUE(fit.full_rank());
  const auto b = fit.coefficients();
  const auto s = fit.standard_errors();
  EXPECT_NEAR(b[0], 1.85247836349331, 1e-10);
  EXPECT_NEAR(b[1], 1.27773406766326, 1e-10);
  EXPECT_NEAR(b[2], -0.26003147128245, 1e-10);
  EXPECT_NEAR(s[0], 2.18414281963979, 1e-10);
  EXPECT_NEAR(s[1], 0.65701641346488, 1e-10);
  EXPECT_NEAR(s[2], 0.36948926649407, 1e-10);
}

TEST(LeastSquares, AnswersForLeadingColumns) {
  const LeastSquares all(kAbscissae, kY);
  const LeastSquares two(std::span<const double>(kAbscissae).first(12), kY);
  EXPECT_NEAR(all.residual_sum(2), two.residual_sum(2), 1e-12);
  EXPECT_NEAR(all.last_t(2), two.coefficients()[1] / two.standard_errors()[1], 1e-12);
  EXPECT_NEAR(all.residual_sum(0), 133, 1e-12);
}

TEST(LeastSquares, NoticesDependentColumns) {
  std::vector<double> x = kAbscissae;
  for (std::size_t i = 0; i < 6; ++i) x[12 + i] = 3 * x[6 + i] - 2;
  EXPECT_FALSE(LeastSquares(x, kY).full_rank());
  for (std::size_t i = 0; i < 6; ++i) x[12 + i] = 0;
  EXPECT_FALSE(LeastSquares(x, kY).full_rank());
}
}  // namespace
}  // namespace foretell::numeric
