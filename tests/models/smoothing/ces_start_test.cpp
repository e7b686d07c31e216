#include "foretell/models/smoothing/ces_start.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/missing.hpp"

namespace foretell::ces {
namespace {

TEST(CesFirstGuess, LevelIsTheMeanOfTheFirstTenObservations) {
  const std::vector<double> y{1, kMissing, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000};
  const FirstGuess guess(CesSeason::kNone, y, 12);
  EXPECT_DOUBLE_EQ(guess.level, 5.5);
  EXPECT_TRUE(guess.season.empty());
}

TEST(CesFirstGuess, SimpleFormTakesTheFirstPeriodWithGapsBridged) {
  const std::vector<double> y{1, kMissing, 3, 4, 5, 6};
  const FirstGuess guess(CesSeason::kSimple, y, 3);
  EXPECT_EQ(guess.level, 0);
  EXPECT_EQ(guess.season, (std::vector<double>{1, 2, 3}));
}

TEST(CesFirstGuess, SeasonsAreTheFigureOfADecomposition) {
  std::vector<double> y(24);
  for (std::size_t t = 0; t < y.size(); ++t) y[t] = 10 + (t % 4 == 0 ? 3 : -1);
  for (const CesSeason form : {CesSeason::kPartial, CesSeason::kFull}) {
    const FirstGuess guess(form, y, 4);
    EXPECT_NEAR(guess.level, 10.2, 1e-12);  // ten observations hold one season more than others
    ASSERT_EQ(guess.season.size(), 4U);
    EXPECT_NEAR(guess.season[0], 3, 1e-12);
    EXPECT_NEAR(guess.season[1], -1, 1e-12);
  }
}
}  // namespace
}  // namespace foretell::ces
