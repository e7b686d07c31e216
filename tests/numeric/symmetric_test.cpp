#include "foretell/numeric/symmetric.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace foretell::numeric {
namespace {
TEST(TraceOfQuotient, IsThatOfTheProductWithTheInverse) {
  const std::vector<double> a{4, 1, 1, 3}, b{2, 0, 0, 5};  // A⁻¹ = [3 −1; −1 4] / 11
  EXPECT_NEAR(*trace_of_quotient(a, b, 2), (3 * 2 + 4 * 5) / 11.0, 1e-14);
  EXPECT_FALSE(trace_of_quotient(std::vector<double>{1, 1, 1, 1}, b, 2));
  EXPECT_FALSE(trace_of_quotient(std::vector<double>{1, 2, 2, 1}, b, 2));
}

TEST(Projected, TakesBothSides) {
  const std::vector<double> a{4, 1, 1, 3}, p{1, 2};
  EXPECT_EQ(projected(a, p, 2), std::vector<double>{4 + 2 * 2 + 12});
}
}  // namespace
}  // namespace foretell::numeric
