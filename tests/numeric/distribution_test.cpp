#include "foretell/numeric/distribution.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace foretell::numeric {
namespace {
// R 4.2.2: qnorm, pnorm and qt, printed with 17 digits.
TEST(NormalQuantile, AgreesWithR) {
  EXPECT_NEAR(normal_quantile(0.025), -1.9599639845400538, 1e-14);
  EXPECT_NEAR(normal_quantile(0.9), 1.2815515655446008, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-10), -6.3613409024040557, 1e-13);
  EXPECT_EQ(normal_quantile(0.5), 0);
}

TEST(NormalCdf, AgreesWithRAndUndoesTheQuantile) {
  EXPECT_NEAR(normal_cdf(-1.5), 0.066807201268858071, 1e-15);
  EXPECT_NEAR(normal_cdf(3), 0.998650101968369897, 1e-15);
  for (const double p : {1e-6, 0.1, 0.5, 0.975})
    EXPECT_NEAR(normal_cdf(normal_quantile(p)), p, 1e-14);
}

TEST(StudentQuantile, AgreesWithR) {
  EXPECT_NEAR(student_quantile(0.975, 3), 3.1824463052837078, 1e-12);
  EXPECT_NEAR(student_quantile(0.9, 1), 3.0776835371752544, 1e-12);
  EXPECT_NEAR(student_quantile(0.01, 30), -2.4572615424005919, 1e-12);
}

TEST(StudentQuantile, TendsToTheNormalOne) {
  EXPECT_NEAR(student_quantile(0.975, 1e9), normal_quantile(0.975), 1e-8);
}

TEST(Tails, AgreeWithR) {  // pchisq, pf with lower.tail = FALSE, and 2 pt(-t)
  EXPECT_NEAR(chi_squared_tail(0.5, 10), 0.999993388289439, 1e-14);
  EXPECT_NEAR(chi_squared_tail(18.307, 10), 0.050000589091398, 1e-14);
  EXPECT_NEAR(f_tail(3.2, 3, 20), 0.045467229916249, 1e-14);
  EXPECT_NEAR(student_two_sided(-2.5, 7), 0.040992218585753, 1e-14);
}

TEST(Tails, AreProbabilitiesAtTheEdges) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(chi_squared_tail(-1, 3), 1);
  EXPECT_EQ(chi_squared_tail(infinity, 3), 0);
  EXPECT_EQ(f_tail(0, 3, 4), 1);
  EXPECT_EQ(f_tail(infinity, 3, 4), 0);
  EXPECT_EQ(student_two_sided(infinity, 4), 0);
}
}  // namespace
}  // namespace foretell::numeric
