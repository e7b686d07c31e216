#include "foretell/models/arima/arima_order.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(ArimaOrder, IsNamedAsInTheField) {
  EXPECT_EQ((ArimaOrder{2, 1, 1, {{0, 1, 1, 12}}}.name()), "ARIMA(2,1,1)(0,1,1)[12]");
  EXPECT_EQ((ArimaOrder{1, 0, 0, {}}.name()), "ARIMA(1,0,0)");
  EXPECT_EQ((ArimaOrder{1, 0, 1, {{1, 0, 1, 4}}}.coefficient_names()),
            (std::vector<std::string>{"ar1", "ma1", "sar1", "sma1"}));
}

TEST(ArimaOrder, DifferencesAsThePolynomialSays) {
  // (1 − B)(1 − B^4) = 1 − B − B^4 + B^5
  const auto polynomial = arima::difference_polynomial({0, 1, 0, {{0, 1, 0, 4}}});
  EXPECT_EQ(polynomial.lags, (std::vector<std::size_t>{1, 4, 5}));
  EXPECT_EQ(polynomial.coefficients, (std::vector<double>{1, 1, -1}));
  const auto twice = arima::difference_polynomial({0, 2, 0, {}});
  EXPECT_EQ(twice.coefficients, (std::vector<double>{2, -1}));
}
}  // namespace
}  // namespace foretell
