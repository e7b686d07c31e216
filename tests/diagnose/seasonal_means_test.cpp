#include "foretell/diagnose/seasonal_means.hpp"

#include <gtest/gtest.h>

#include "foretell/base/rng.hpp"

namespace foretell {
namespace {
TEST(SeasonalMeans, AreThoseOfEverySeason) {
  const std::vector<double> x{1, 5, 3, 7, 2};
  EXPECT_EQ(seasonal_means(x, 2), (std::vector<double>{2, 6}));
  EXPECT_EQ(seasonal_means(x, 7), (std::vector<double>{1, 5, 3, 7, 2, 0, 0}));
}

TEST(StrengthOfMeans, IsOneForAPureSeasonOnALineAndNearZeroForNoise) {
  Rng rng(1);
  std::vector<double> pure(70), noise(700);
  for (std::size_t t = 0; t < pure.size(); ++t) {
    pure[t] = static_cast<double>(t) + (t % 7 == 3 ? 10 : 0);
  }
  for (double& value : noise) value = rng.normal();
  EXPECT_NEAR(strength_of_means(pure, 7), 1, 1e-12);
  EXPECT_LT(strength_of_means(noise, 7), 0.02);
  EXPECT_EQ(strength_of_means(std::span<const double>(pure).first(13), 7), 0);
}
}  // namespace
}  // namespace foretell
