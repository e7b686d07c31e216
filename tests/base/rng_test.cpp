#include "foretell/base/rng.hpp"

#include <gtest/gtest.h>

namespace foretell {
namespace {
TEST(Rng, GivesThePublishedNumbersOfPhilox) {
  // Random123 known-answer test: philox4x32-10, counter 0, key 0 (Salmon et al. 2011).
  Rng rng(0, 0);
  EXPECT_EQ(rng.next_bits(), 0x6627e8d5U);
  EXPECT_EQ(rng.next_bits(), 0xe169c58dU);
  EXPECT_EQ(rng.next_bits(), 0xbc57ac4cU);
  EXPECT_EQ(rng.next_bits(), 0x9b00dbd8U);
}

TEST(Rng, StreamsDiffer) {
  EXPECT_NE(Rng(1, 0).next_bits(), Rng(1, 1).next_bits());
  EXPECT_NE(Rng(1, 0).next_bits(), Rng(2, 0).next_bits());
}

TEST(Rng, NormalsHaveMeanZeroAndVarianceOne) {
  Rng rng(7);
  double sum = 0;
  double squares = 0;
  const int count = 200000;
  for (int i = 0; i < count; ++i) {
    const double x = rng.normal();
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / count, 0, 0.01);
  EXPECT_NEAR(squares / count, 1, 0.02);
}

TEST(Rng, UniformsStayInsideTheOpenInterval) {
  Rng rng(3);
  for (int i = 0; i < 100000; ++i) {
    const double u = rng.uniform();
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
  }
}
}  // namespace
}  // namespace foretell
