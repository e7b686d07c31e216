#include "foretell/models/arima/regression_terms.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(RegressionTerms, HasTheFourierTermsOfR) {
  // fourier(AirPassengers, K = 3): S1 = 0.5, C1 = 0.866025403784, S2 = 0.866025403784, C2 = 0.5, …
  const RegressionTerms terms{.fourier = {{12, 3}}};
  std::vector<double> row(terms.size());
  terms.row(0, {}, 0, row.data());
  const std::vector<double> r{0.5, 0.866025403784, 0.866025403784, 0.5, 1, 0};
  for (std::size_t c = 0; c < 6; ++c) EXPECT_NEAR(row[c], r[c], 1e-12);
  EXPECT_EQ(terms.column_names()[2], "S2-12");
}

TEST(RegressionTerms, LeavesOutTheSineThatIsAlwaysZero) {
  const RegressionTerms terms{.fourier = {{4, 2}}};
  EXPECT_EQ(terms.size(), 3U);
  EXPECT_EQ(terms.column_names(), (std::vector<std::string>{"S1-4", "C1-4", "C2-4"}));
}

TEST(RegressionTerms, CountsDriftFromOne) {
  const RegressionTerms terms{.trend = RegressionTerms::Trend::kDrift};
  EXPECT_EQ(terms.value({2}, 0, {}, 0), 2);
  EXPECT_EQ(terms.value({2}, 9, {}, 0), 20);
}
}  // namespace
}  // namespace foretell
