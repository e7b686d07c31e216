#include "foretell/models/arima/arma_structure.hpp"

#include <gtest/gtest.h>

namespace foretell::arima {
namespace {
TEST(ArmaStructure, MultipliesItsFactors) {
  // (1 − 0.5 B)(1 − 0.3 B^4) = 1 − 0.5 B − 0.3 B^4 + 0.15 B^5;  (1 + 0.4 B)(1 + 0.2 B^4)
  const ArmaStructure structure({{false, 1, 1}, {true, 1, 1}, {false, 1, 4}, {true, 1, 4}});
  EXPECT_EQ(structure.num_coefficients(), 4U);
  EXPECT_EQ(structure.ar_degree(), 5U);
  EXPECT_EQ(structure.memory(), 5U);
  std::vector<double> ar(6), ma(6);
  structure.expand(std::vector<double>{0.5, 0.4, 0.3, 0.2}, ar.data(), ma.data());
  EXPECT_NEAR(ar[1], 0.5, 1e-15);
  EXPECT_NEAR(ar[4], 0.3, 1e-15);
  EXPECT_NEAR(ar[5], -0.15, 1e-15);
  EXPECT_NEAR(ma[1], 0.4, 1e-15);
  EXPECT_NEAR(ma[4], 0.2, 1e-15);
  EXPECT_NEAR(ma[5], 0.08, 1e-15);
}

TEST(ArmaStructure, KeepsOnlyLagsThatExist) {
  const ArmaStructure structure({{true, 1, 1}, {true, 2, 168}});
  EXPECT_EQ(std::vector<std::size_t>(structure.ma_lags().begin(), structure.ma_lags().end()),
            (std::vector<std::size_t>{1, 168, 169, 336, 337}));
  EXPECT_TRUE(structure.ar_lags().empty());
}
}  // namespace
}  // namespace foretell::arima
