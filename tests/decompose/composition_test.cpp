#include "foretell/decompose/composition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "foretell/base/rng.hpp"
#include "tests/golden.hpp"

namespace foretell {
namespace {
// A level that grows tenfold with a season that grows along, or does not.
std::vector<double> growing(bool season_grows, std::uint64_t seed) {
  Rng rng(seed);
  std::vector<double> y(120);
  for (std::size_t t = 0; t < y.size(); ++t) {
    const double level = 100 * std::exp(0.02 * static_cast<double>(t));
    const double season = 0.3 * std::sin(std::numbers::pi * static_cast<double>(t) / 6);
    y[t] = season_grows ? level * std::exp(season + 0.05 * rng.normal())
                        : level + 100 * season + 5 * rng.normal();
  }
  return y;
}

TEST(Composition, FollowsTheEvidence) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_GT(choose_composition(growing(true, seed), 12)->gain, 0) << seed;
    EXPECT_LT(choose_composition(growing(false, seed), 12)->gain, 0) << seed;
  }
  const auto air = golden::numbers(golden::read("decompose/golden/AirPassengers.json")["y"]);
  EXPECT_EQ(choose_composition(air, 12)->composition, Composition::kMultiplicative);
  EXPECT_EQ(resolve(CompositionOption::kAuto, air, 12).value(), Composition::kMultiplicative);
  EXPECT_EQ(choose_composition(growing(true, 1), 1)->composition, Composition::kMultiplicative);
}

TEST(Composition, DoesNotDependOnTheUnit) {
  auto y = growing(true, 3);
  const double gain = choose_composition(y, 12)->gain;
  for (double& value : y) value *= 1e-6;
  EXPECT_NEAR(choose_composition(y, 12)->gain, gain, 1e-6 * std::abs(gain));
}

TEST(Composition, IsAdditiveWhereMultiplyingMakesNoSense) {
  auto y = growing(true, 1);
  y[5] = 0;
  EXPECT_EQ(choose_composition(y, 12)->composition, Composition::kAdditive);
  for (const double level : {3.0, 1e-300, 1e200}) {
    const std::vector<double> constant(48, level);
    const auto choice = choose_composition(constant, 12);
    ASSERT_TRUE(choice) << level;
    EXPECT_EQ(choice->composition, Composition::kAdditive) << level;
  }
}

TEST(Composition, PassesOnWhatTheDecompositionRefuses) {
  EXPECT_EQ(choose_composition(std::vector<double>{1, 2, 3}, 2).error().code, ErrorCode::kTooShort);
  EXPECT_EQ(choose_composition(std::vector<double>{1, HUGE_VAL}, 1).error().code,
            ErrorCode::kNotFinite);
  EXPECT_EQ(choose_composition({}, 1).error().code, ErrorCode::kMissingValues);
}
}  // namespace
}  // namespace foretell
